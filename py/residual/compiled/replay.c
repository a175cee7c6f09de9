#include "vector.h"

// Calls that were made before, once more, one after the other.
struct call {
  void (*function)(const void *);
  const void *argument;
};

struct replay {
  const struct call *calls;
  word count;
};

EXPORT(replay)(const struct replay *p) {
  for (word i = 0; i < p->count; i++) p->calls[i].function(p->calls[i].argument);
}
