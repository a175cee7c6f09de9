#include "vector.h"

// Some calls of a plan, one after the other.
struct call {
  void (*function)(const void *);
  const void *argument;
};

struct run {
  const struct call *calls;
  word count;
};

EXPORT(run)(const struct run *p) {
  for (word i = 0; i < p->count; i++) p->calls[i].function(p->calls[i].argument);
}
