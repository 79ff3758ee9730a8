/* The names under which a terminal's description holds its keys. */

#include "key-impl-priv.h"

static const struct key_capability CAPABILITIES[] = {
    {"kcuu1", KEY_TYPE_UP, 0},        {"kcud1", KEY_TYPE_DOWN, 0},
    {"kcub1", KEY_TYPE_LEFT, 0},      {"kcuf1", KEY_TYPE_RIGHT, 0},
    {"khome", KEY_TYPE_HOME, 0},      {"kend", KEY_TYPE_END, 0},
    {"kpp", KEY_TYPE_PAGE_UP, 0},     {"knp", KEY_TYPE_PAGE_DOWN, 0},
    {"kich1", KEY_TYPE_INSERT, 0},    {"kdch1", KEY_TYPE_DELETE, 0},
    {"kcbt", KEY_TYPE_BACKTAB, 0},    {"kent", KEY_TYPE_ENTER, 0},
    {"kLFT3", KEY_TYPE_WORD_LEFT, 0}, {"kRIT3", KEY_TYPE_WORD_RIGHT, 0},
    {"kLFT5", KEY_TYPE_WORD_LEFT, 0}, {"kRIT5", KEY_TYPE_WORD_RIGHT, 0},
    {"kHOM5", KEY_TYPE_CTRL_HOME, 0}, {"kEND5", KEY_TYPE_CTRL_END, 0},
    {"kf1", KEY_TYPE_F, 1},   {"kf2", KEY_TYPE_F, 2},   {"kf3", KEY_TYPE_F, 3},
    {"kf4", KEY_TYPE_F, 4},   {"kf5", KEY_TYPE_F, 5},   {"kf6", KEY_TYPE_F, 6},
    {"kf7", KEY_TYPE_F, 7},   {"kf8", KEY_TYPE_F, 8},   {"kf9", KEY_TYPE_F, 9},
    {"kf10", KEY_TYPE_F, 10}, {"kf11", KEY_TYPE_F, 11}, {"kf12", KEY_TYPE_F, 12},
    {"kf13", KEY_TYPE_F, 13}, {"kf14", KEY_TYPE_F, 14}, {"kf15", KEY_TYPE_F, 15},
    {"kf16", KEY_TYPE_F, 16}, {"kf17", KEY_TYPE_F, 17}, {"kf18", KEY_TYPE_F, 18},
    {"kf19", KEY_TYPE_F, 19}, {"kf20", KEY_TYPE_F, 20}, {"kf21", KEY_TYPE_F, 21},
    {"kf22", KEY_TYPE_F, 22}, {"kf23", KEY_TYPE_F, 23}, {"kf24", KEY_TYPE_F, 24},
};

const struct key_capability *cigo_key_capability(size_t i)
{
    return i < sizeof CAPABILITIES / sizeof *CAPABILITIES ? &CAPABILITIES[i] : NULL;
}
