/* Points in time: xsd:dateTime (XML Schema Part 2, 3.2.7). */

#include <string.h>

#include "arena.h"
#include "datetime.h"

enum { DAY = 24 * 60 * 60, ZONE = 14 * 60 };

static int
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A number of exactly n digits from low to high, and the mark behind it. */
static int
number(const char **at, int n, int low, int high, char mark, int *value)
{
	for (*value = 0; n > 0; n--, (*at)++) {
		if (!is_digit(**at))
			return -1;
		*value = *value * 10 + (**at - '0');
	}
	if (*value < low || *value > high)
		return -1;
	if (mark == '\0')
		return 0;
	return *(*at)++ == mark ? 0 : -1;
}

/* Days since 0000-03-01, so that the leap day is the last of its year. */
static int
days(int year, int month, int day)
{
	if (month <= 2)
		year--;
	month = (month + 9) % 12;
	return year * 365 + year / 4 - year / 100 + year / 400 +
	    (month * 306 + 5) / 10 + day - 1;
}

static int
parse_date(const char **at, int *day)
{
	int y, m, d, next;

	if (number(at, 4, 1, 9999, '-', &y) != 0 ||
	    number(at, 2, 1, 12, '-', &m) != 0 ||
	    number(at, 2, 1, 31, 'T', &d) != 0)
		return -1;
	next = m == 12 ? days(y + 1, 1, 1) : days(y, m + 1, 1);
	*day = days(y, m, d);
	return *day < next ? 0 : -1;
}

static int
parse_time(const char **at, int *second, const char **fraction)
{
	int h, m, s, nonzero = 0;

	if (number(at, 2, 0, 24, ':', &h) != 0 ||
	    number(at, 2, 0, 59, ':', &m) != 0 ||
	    number(at, 2, 0, 59, '\0', &s) != 0)
		return -1;
	*fraction = *at;
	if (**at == '.') {
		*fraction = ++*at;
		for (; is_digit(**at); (*at)++)
			nonzero |= **at != '0';
		if (*at == *fraction)
			return -1;
	}
	*second = (h * 60 + m) * 60 + s;
	return *second + nonzero > DAY ? -1 : 0;
}

/* Minutes east of UTC. */
static int
parse_zone(const char **at, int *minutes)
{
	char sign = **at;
	int h, m;

	*minutes = 0;
	if (sign == '\0')
		return 0;
	(*at)++;
	if (sign == 'Z')
		return 0;
	if ((sign != '+' && sign != '-') ||
	    number(at, 2, 0, 14, ':', &h) != 0 ||
	    number(at, 2, 0, 59, '\0', &m) != 0)
		return -1;
	*minutes = sign == '-' ? -(h * 60 + m) : h * 60 + m;
	return h * 60 + m > ZONE ? -1 : 0;
}

int
datetime_parse(const char *text, struct datetime *time)
{
	int day, second, minutes;

	if (parse_date(&text, &day) != 0 ||
	    parse_time(&text, &second, &time->fraction) != 0 ||
	    parse_zone(&text, &minutes) != 0 || *text != '\0')
		return -1;
	time->seconds = (int64_t)day * DAY + second - minutes * 60;
	return 0;
}

int
datetime_compare(const struct datetime *a, const struct datetime *b)
{
	const char *x = a->fraction, *y = b->fraction;
	int m, n;

	if (a->seconds != b->seconds)
		return a->seconds < b->seconds ? -1 : 1;
	while (is_digit(*x) || is_digit(*y)) {
		m = is_digit(*x) ? *x++ : '0';
		n = is_digit(*y) ? *y++ : '0';
		if (m != n)
			return m - n;
	}
	return 0;
}

void
datetime_print(struct text *text, const char *timestamptz)
{
	static const char zeros[] = ".000000";
	size_t date = strcspn(timestamptz, " ");
	const char *time = timestamptz + date + (timestamptz[date] == ' ');
	size_t len = strcspn(time, "+"), bare = strlen("21:41:25");

	if (len < bare || len > bare + strlen(zeros)) {
		text_puts(text, timestamptz);	/* infinity */
		return;
	}
	text_add(text, timestamptz, date);
	text_puts(text, "T");
	text_add(text, time, len);
	text_puts(text, zeros + (len - bare));
	text_puts(text, "Z");
}
