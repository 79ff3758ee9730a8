/* The check digits that some countries keep inside the account itself, from before the IBAN. They
 * catch what mod 97 cannot: an IBAN that was computed from a wrong account. */

#include "iban-priv.h"
#include "kinds-priv.h"

static unsigned remainder97(struct cigo_str digits)
{
    unsigned rest = 0;
    for (size_t i = 0; i < digits.n; i++)
        rest = (rest * 10 + (unsigned)(digits.p[i] - '0')) % 97;
    return rest;
}

/* 11 minus the weighted sum mod 11: 1 to 11. */
static unsigned eleven(const char *digits, const unsigned char *weights, size_t n)
{
    unsigned sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += weights[i] * (unsigned)(digits[i] - '0');
    return 11 - sum % 11;
}

/* Belgium: the first ten digits by 97, 97 for none left. */
static bool belgian(struct cigo_str account)
{
    unsigned rest = remainder97((struct cigo_str){account.p, account.n - 2});
    return remainder97((struct cigo_str){account.p + account.n - 2, 2}) == rest % 97 &&
           (rest != 0 || memcmp(account.p + account.n - 2, "97", 2) == 0);
}

static char spanish_digit(const char *digits, size_t n)
{
    static const unsigned char weights[] = {1, 2, 4, 8, 5, 10, 9, 7, 3, 6};
    unsigned k = eleven(digits, weights + sizeof weights - n, n);
    return (char)('0' + (k == 11 ? 0 : k == 10 ? 1 : k));
}

/* Spain: one digit for bank and branch, one for the account. */
static bool spanish(struct cigo_str account)
{
    return account.p[8] == spanish_digit(account.p, 8) &&
           account.p[9] == spanish_digit(account.p + 10, 10);
}

static bool norwegian(struct cigo_str account)
{
    static const unsigned char weights[] = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
    unsigned k = eleven(account.p, weights, sizeof weights);
    return k != 10 && account.p[10] == (char)('0' + k % 11);
}

/* The whole account by 97 leaves one (ISO 7064). */
static bool by_97(struct cigo_str account)
{
    return remainder97(account) == 1;
}

bool cigo_iban_national(struct cigo_str iban)
{
    static const struct rule {
        char country[3];
        bool (*right)(struct cigo_str account);
    } rules[] = {
        {"BA", by_97},     {"BE", belgian}, {"ES", spanish}, {"ME", by_97}, {"MK", by_97},
        {"NO", norwegian}, {"PT", by_97},   {"RS", by_97},   {"SI", by_97},
    };
    struct cigo_str account = {iban.p + 4, iban.n - 4};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (memcmp(iban.p, rules[i].country, 2) == 0 && cigo_all_digits(account))
            return rules[i].right(account);
    }
    return true;
}
