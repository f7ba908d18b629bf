#ifndef SEATS_H
#define SEATS_H

/* 0, or -1 with errno. */
int seats_make(void);

/* Wait until this thread has a seat.  0 when none is given any more. */
int seats_take(void);

/* This thread has got something to do, until it takes a seat again. */
void seats_leave(void);

/* Give none any more, and wake all who wait for one. */
void seats_close(void);

#endif
