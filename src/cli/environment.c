/* What cigo asks the machine: the clock, the account, the paths. Nothing below cli does. */

#include <pwd.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include <cigo/base/date.h>
#include <cigo/base/path.h>
#include <cigo/i18n/i18n.h>
#include "cli-priv.h"

int32_t cli_today(void)
{
    time_t now = time(NULL);
    struct tm tm;
    int32_t today = CIGO_DATE_MIN;
    localtime_r(&now, &tm);
    cigo_date_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, &today);
    return today;
}

void cli_utc(time_t then, char ret_text[32])
{
    struct tm tm;
    gmtime_r(&then, &tm);
    strftime(ret_text, 32, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

void cli_now(void *data, char ret_text[32])
{
    (void)data;
    cli_utc(time(NULL), ret_text);
}

void cli_stamp(char ret_text[32])
{
    time_t now = time(NULL);
    struct tm tm;
    localtime_r(&now, &tm);
    strftime(ret_text, 32, "%Y-%m-%d-%H%M%S", &tm);
}

long cli_days_since(time_t then)
{
    return (long)((time(NULL) - then) / 86400);
}

void cli_clock(char ret_text[16])
{
    time_t now = time(NULL);
    struct tm tm;
    localtime_r(&now, &tm);
    strftime(ret_text, 16, "%H:%M:%S", &tm);
}

static bool local_time(const char *utc, struct tm *ret_tm)
{
    struct tm tm = {0};
    time_t then = strptime(utc, "%Y-%m-%dT%H:%M:%SZ", &tm) ? timegm(&tm) : -1;
    return then != -1 && localtime_r(&then, ret_tm);
}

void cli_local_time(const char *utc, char ret_text[40])
{
    struct tm tm;
    if (!local_time(utc, &tm) || !strftime(ret_text, 40, _("%d/%m/%Y alle %H:%M"), &tm))
        snprintf(ret_text, 40, "%.39s", utc);
}

static bool local_day(const char *utc, struct tm *ret_tm, int32_t *ret_day)
{
    return local_time(utc, ret_tm) &&
           cigo_date_of(ret_tm->tm_year + 1900, ret_tm->tm_mon + 1, ret_tm->tm_mday, ret_day);
}

bool cli_local_day(const char *utc, int32_t *ret_day)
{
    struct tm tm;
    return local_day(utc, &tm, ret_day);
}

void cli_utc_of_day(int32_t day, char ret_utc[32])
{
    struct cigo_ymd date = cigo_date_ymd(day);
    struct tm tm = {.tm_year = date.year - 1900, .tm_mon = date.month - 1, .tm_mday = date.day, .tm_isdst = -1};
    cli_utc(mktime(&tm), ret_utc);
}

const char *cli_when(const struct cli *cli, struct cigo_arena *arena, const char *utc)
{
    struct tm tm;
    char text[40], clock[16];
    int32_t day;
    cli_local_time(utc, text);
    if (!local_day(utc, &tm, &day))
        return cigo_arena_dup(arena, text);
    strftime(clock, sizeof clock, "%H:%M", &tm);
    if (day == cli->today)
        return cigo_arena_printf(arena, _("oggi alle %s"), clock);
    if (day == cli->today - 1)
        return cigo_arena_printf(arena, _("ieri alle %s"), clock);
    return cigo_arena_dup(arena, text);
}

const char *cli_user(struct cli *cli)
{
    const struct passwd *user = getpwuid(getuid());
    if (user && user->pw_name)
        return cigo_arena_dup(cli->arena, user->pw_name);
    return cigo_arena_printf(cli->arena, "uid %u", (unsigned)getuid());
}

const char *cli_editor(struct cli *cli)
{
    static const char *const names[] = {"VISUAL", "EDITOR"};
    for (size_t i = 0; i < 2; i++) {
        const char *set = getenv(names[i]);
        if (set && *set)
            return cigo_arena_dup(cli->arena, set);
    }
    return cli->preferences.editor;
}

bool cli_in_path(const char *program)
{
    const char *path = getenv("PATH");
    char file[4096];
    while (path && *path) {
        size_t n = strcspn(path, ":");
        snprintf(file, sizeof file, "%.*s/%s", (int)n, path, program);
        if (access(file, X_OK) == 0)
            return true;
        path += n + (path[n] == ':');
    }
    return false;
}

const char *cli_home(void)
{
    const char *dir = getenv("HOME");
    if (dir && dir[0] == '/')
        return dir;
    const struct passwd *user = getpwuid(getuid());
    return user && user->pw_dir ? user->pw_dir : "/";
}

const char *cli_config_path(struct cli *cli)
{
    char *dir = cigo_path_xdg(getenv("XDG_CONFIG_HOME"), cli_home(), "/.config");
    const char *path = cigo_arena_printf(cli->arena, "%s/cigo/config.yaml", dir);
    free(dir);
    return path;
}

const char *cli_state_dir(struct cli *cli)
{
    char *dir = cigo_path_xdg(getenv("XDG_STATE_HOME"), cli_home(), "/.local/state");
    const char *path = cigo_arena_printf(cli->arena, "%s/cigo", dir);
    free(dir);
    return path;
}

/* NULL = nobody named one. */
static const char *named_data(const struct cli *cli)
{
    const char *set = getenv("CIGO_DATA");
    if (cli->options[OPT_DATA])
        return cli->options[OPT_DATA];
    return set && *set ? set : NULL;
}

bool cli_data_named(const struct cli *cli)
{
    return named_data(cli) != NULL;
}

const char *cli_data_path(struct cli *cli)
{
    const char *named = named_data(cli);
    if (named)
        return named;
    char *dir = cigo_path_xdg(getenv("XDG_DATA_HOME"), cli_home(), "/.local/share");
    const char *path = cigo_arena_printf(cli->arena, "%s/cigo/cigo.db", dir);
    free(dir);
    return path;
}

const char *cli_data_dir(struct cli *cli)
{
    const char *path = cli_data_path(cli), *slash = strrchr(path, '/');
    if (!slash)
        return ".";
    return slash == path ? "/" : cigo_arena_str(cli->arena, (struct cigo_str){path, (size_t)(slash - path)});
}

const char *cli_own_dir(struct cli *cli)
{
    if (!cigo_store_path_shared(cli_data_path(cli)))
        return cli_data_dir(cli);
    char *dir = cigo_path_xdg(getenv("XDG_DATA_HOME"), cli_home(), "/.local/share");
    const char *path = cigo_arena_printf(cli->arena, "%s/cigo", dir);
    free(dir);
    return path;
}

struct cigo_gazetteer *cli_gazetteer(struct cli *cli)
{
    if (!cli->gazetteer)
        cli->gazetteer = cigo_gazetteer_open(cli_own_dir(cli));
    return cli->gazetteer;
}

const char *cli_program_dir(struct cli *cli)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    if (n <= 0)
        return NULL;
    path[n] = '\0';
    char *slash = strrchr(path, '/');
    if (!slash)
        return NULL;
    *slash = '\0';
    return cigo_arena_dup(cli->arena, path);
}

const char *cli_forms_dir(struct cli *cli)
{
    if (cli->options[OPT_FORMS])
        return cli->options[OPT_FORMS];
    const char *set = getenv("CIGO_FORMS");
    if (set && *set)
        return set;
    const char *program = cli_program_dir(cli);
    for (size_t i = 0; program && i < 2; i++) {
        const char *dir = i == 0 ? cigo_arena_printf(cli->arena, "%s/../forms", program)
                                 : cigo_arena_printf(cli->arena, "%s/../share/cigo/forms", program);
        if (access(cigo_arena_printf(cli->arena, "%s/cigo/form.yaml", dir), R_OK) == 0)
            return dir;
    }
    return CIGO_FORMS_DIR;
}

bool cli_date(void *cli_data, const char *text, int32_t *ret_date)
{
    const struct cli *cli = cli_data;
    struct cigo_kind_ctx ctx = {.today = cli->today ? cli->today : cli_today()};
    struct cigo_parsed parsed;
    cigo_parsed_init(&parsed);
    cigo_kind_parse(cigo_kind_get(CIGO_KIND_DATE), &ctx, cigo_str_of(text), &parsed);
    bool ok = parsed.value.storage == CIGO_INT;
    if (ok)
        *ret_date = (int32_t)parsed.value.i;
    cigo_parsed_finish(&parsed);
    return ok;
}

bool cli_read_date(struct cli *cli, const char *option, const char *text, int32_t *ret_date)
{
    if (cli_date(cli, text, ret_date))
        return true;
    cli_usage_error(_("%s vuole una data, per esempio 2026-11-23; «%s» non lo è."), option, text);
    return false;
}
