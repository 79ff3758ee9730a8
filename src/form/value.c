/* Values and types. */

#include <cigo/form/value.h>

const char *cigo_type_name(enum cigo_type type)
{
    switch (type) {
    case CIGO_TYPE_NONE:
        return "none";
    case CIGO_TYPE_TEXT:
        return "text";
    case CIGO_TYPE_INTEGER:
        return "integer";
    case CIGO_TYPE_DECIMAL:
        return "decimal";
    case CIGO_TYPE_DATE:
        return "date";
    case CIGO_TYPE_TIME:
        return "time";
    case CIGO_TYPE_BOOLEAN:
        return "boolean";
    case CIGO_TYPE_CHOICE:
        return "choice";
    case CIGO_TYPE_MULTI:
        return "multichoice";
    }
    return "none";
}

bool cigo_type_is_integer(enum cigo_type type)
{
    return type == CIGO_TYPE_INTEGER || type == CIGO_TYPE_DECIMAL || type == CIGO_TYPE_DATE ||
           type == CIGO_TYPE_TIME || type == CIGO_TYPE_BOOLEAN;
}

bool cigo_value_eq(const struct cigo_value *a, const struct cigo_value *b)
{
    if (a->storage != b->storage)
        return false;
    switch (a->storage) {
    case CIGO_NULL:
        return true;
    case CIGO_INT:
        return a->i == b->i;
    case CIGO_TEXT:
        return cigo_str_eq(a->s, b->s);
    }
    return false;
}
