#ifndef PROCESSORS_H
#define PROCESSORS_H

/*
 * What part of the time since the last call, from 0 to 1, the processors of
 * this machine had nothing to do; 1 where the system does not tell.  For one
 * thread at a time.
 */
double processors_idle(void);

#endif
