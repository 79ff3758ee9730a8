/* How many codici fiscali a second one thread checks.  cf [MILLIONS] */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cigo/form/codice_fiscale.h>

enum { CODES = 4096, LENGTH = 16 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Invented ones with the right check letter, but one in a thousand. */
static void make(char codes[CODES][LENGTH + 1])
{
    static const char consonants[] = "BCDFGLMNPRSTVZ", months[] = "ABCDEHLMPRST";
    unsigned random = 7;
    for (size_t i = 0; i < CODES; i++) {
        unsigned part[6];
        for (size_t k = 0; k < 6; k++) {
            random = random * 1103515245u + 12345u;
            part[k] = random >> 16;
        }
        snprintf(codes[i], LENGTH + 1, "%c%c%c%c%c%c%02u%c%02uH501", consonants[part[0] % 14],
                 consonants[part[1] % 14], consonants[part[2] % 14], consonants[part[3] % 14],
                 consonants[part[4] % 14], consonants[part[5] % 14], 65 + part[0] % 35, months[part[1] % 12],
                 1 + part[2] % 28 + part[3] % 2 * 40);
        char letter = cigo_cf_check_letter((struct cigo_str){codes[i], LENGTH - 1});
        codes[i][LENGTH - 1] = i % 1000 == 7 ? (char)('A' + (letter - 'A' + 1) % 26) : letter;
    }
}

int main(int argc, char **argv)
{
    static char codes[CODES][LENGTH + 1];
    size_t n = (argc > 1 ? strtoul(argv[1], NULL, 10) : 20) * 1000000, good = 0;
    make(codes);
    double began = now();
    for (size_t i = 0; i < n; i++)
        good += cigo_cf_check((struct cigo_str){codes[i % CODES], LENGTH}) == CIGO_CF_OK;
    double seconds = now() - began;
    printf("%.1f million codici fiscali a second (%zu of %zu are right)\n", (double)n / seconds / 1e6, good, n);
    return 0;
}
