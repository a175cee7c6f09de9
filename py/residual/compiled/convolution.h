// Convolution and its gradients: what their files share.
#pragma once
#include "transpose.h"

// Nothing is unfolded, and no zeros are multiplied. Some images at a time lie side by side in a vector,
// and each position of the result has a list of the places that come to it: of positions in what is
// read, and of a place of the kernel. Python makes the lists once for a shape; see geometry.py.
struct places {
  const int *positions, *kernel_places;  // (results, kernel): first those within the image
  const int *within;                     // (results,): how many those are
  word results, sources;                 // positions of an image of the result, and of what is read
};

enum { IMAGES = 2 * LANES };  // side by side, of a tile: two vectors
enum { ROWS = 4 };            // channels of a tile

static inline word smaller(word a, word b) { return a < b ? a : b; }
