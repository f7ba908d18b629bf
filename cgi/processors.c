/* Processors, by /proc/stat (proc(5)). */

#include <stdio.h>

#include "processors.h"

enum { IDLE = 3, IOWAIT = 4, STATES = 8 };	/* without guests, in user */

/* In ticks since the machine started. */
struct usage {
	long long idle, all;
};

static int
read_usage(struct usage *usage)
{
	FILE *file = fopen("/proc/stat", "re");
	long long ticks[STATES];
	int i;

	if (file == NULL)
		return -1;
	for (i = 0; i < STATES && fscanf(file, i == 0 ? "cpu %lld" : "%lld",
	    &ticks[i]) == 1; i++)
		usage->all += ticks[i];
	fclose(file);
	if (i < STATES)
		return -1;
	usage->idle = ticks[IDLE] + ticks[IOWAIT];
	return 0;
}

double
processors_idle(void)
{
	static struct usage last;
	struct usage now = { 0 }, was = last;

	if (read_usage(&now) != 0)
		return 1;
	last = now;
	if (now.all <= was.all)
		return 1;
	return (double)(now.idle - was.idle) / (double)(now.all - was.all);
}
