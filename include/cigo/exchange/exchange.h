#pragma once
/* Cases in and out as text. */

#include <stdbool.h>
#include <cigo/base/buf.h>
#include <cigo/base/problem.h>
#include <cigo/session/session.h>
#include <cigo/yaml/yaml.h>

/* The `form:` of an answers file, or NULL; no problem is added when it is only missing. */
const char *cigo_answers_file_form(const struct cigo_yaml_node *root);

/* Read an answers file's tree into the session as one action named `label` (the session may be loading
 * or open). Unknown ids are problems with file:line:column and the nearest known id; values that do not
 * parse are kept as typed. Every problem in one run; on any problem nothing is changed. */
bool cigo_answers_read(struct cigo_session *session, const struct cigo_yaml_node *root,
                       struct cigo_problems *problems, struct cigo_error *err);
/* `answers:` map alone, for tests that travel with the form. */
bool cigo_answers_read_map(struct cigo_session *session, const struct cigo_yaml_node *map,
                           struct cigo_problems *problems, struct cigo_error *err);
/* Limits for answers files: 64 MiB, scalars 1 MiB. */
extern const struct cigo_yaml_limits cigo_answers_limits;

/* The case as an answers file: hidden answers included; read(write(case)) = case. */
void cigo_answers_write(const struct cigo_session *session, struct cigo_buf *out);

/* `cigo check --json`, as in the data model. */
void cigo_check_json(struct cigo_session *session, struct cigo_buf *out);
/* `cigo check` for people: plain lines. */
void cigo_check_text(struct cigo_session *session, const char *name, struct cigo_buf *out);
/* 0, 1 or 3 as in the data model. */
enum cigo_exit cigo_check_status(struct cigo_session *session);
