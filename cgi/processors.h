#ifndef PROCESSORS_H
#define PROCESSORS_H

/*
 * What part of the time since the last call, or at first since it started, from
 * 0 to 1, this machine's processors had nothing to do; 1 where the system does
 * not tell.  For one thread at a time.
 */
double processors_idle(void);

#endif
