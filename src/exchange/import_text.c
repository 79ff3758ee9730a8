/* One cell of a table from elsewhere. */

#include "export-priv.h"
#include "import-priv.h"

struct cigo_str import_text(struct cigo_str cell)
{
    struct cigo_str rest = {cell.p + 1, cell.n - 1};
    return cell.n > 1 && cell.p[0] == '\'' && export_is_formula(rest) ? rest : cell;
}
