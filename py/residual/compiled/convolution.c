#include "convolution.h"

struct convolution {
  const real *from, *w;  // images to read; (out, channels, kernel)
  real *to;              // images to write
  real *side_by_side;    // room: (sources + 1, channels read, IMAGES)
  real *kernels;         // room: (channels written / ROWS, kernel, channels read, ROWS)
  struct places places;
  word n, out, channels, kernel;
};

// Brings some images to lie side by side: (position, channel, image). Those that are missing are 0.
static void pack_images(const struct convolution *p, word first, word depth) {
  const word count = smaller(IMAGES, p->n - first), space = p->places.sources;
  const word step = depth * space;
  // A line of the cache at a time: neighbours in one are far apart in the other.
  for (word begin = 0; begin < space; begin += 8) {
    const word end = smaller(begin + 8, space);
    for (word c = 0; c < depth; c++) {
      const real *pixel = p->from + first * step + c * space + begin;
      real *to = p->side_by_side + (begin * depth + c) * IMAGES;
      for (word s = begin; s < end; s++, pixel++, to += depth * IMAGES) {
        if (count == IMAGES) {
          UNROLL for (int i = 0; i < IMAGES; i++) to[i] = pixel[i * step];
        } else {
          for (word i = 0; i < IMAGES; i++) to[i] = i < count ? pixel[i * step] : 0;
        }
      }
    }
  }
  real *nothing = p->side_by_side + space * depth * IMAGES;
  for (word i = 0; i < depth * IMAGES; i++) nothing[i] = 0;
}

// Brings the kernels of ROWS channels that are written side by side; channels that are missing are 0.
// Tells whether all numbers are finite.
static int pack_kernels(const struct convolution *p, word depth, word written, word depth_step,
                        word written_step) {
  real *to = p->kernels, nothing = 0;
  for (word first = 0; first < written; first += ROWS)
    for (word k = 0; k < p->kernel; k++)
      for (word c = 0; c < depth; c++)
        for (word r = 0; r < ROWS; r++) {
          const int there = first + r < written;
          const real w = there ? p->w[(first + r) * written_step + c * depth_step + k] : 0;
          nothing += w * 0;
          *to++ = w;
        }
  return nothing == 0;
}

// Some images of ROWS channels of the result, position by position.
static void tile(const struct convolution *p, word first, word row, word depth, word written,
                 int all_places) {
  const word images = smaller(IMAGES, p->n - first), rows = smaller(ROWS, written - row);
  const word results = p->places.results, kernel = p->kernel;
  const real *kernels = p->kernels + row * kernel * depth;
  real *to = p->to + (first * written + row) * results;
  for (word at = 0; at < results; at++, to++) {
    const int *position = p->places.positions + at * kernel;
    const int *place = p->places.kernel_places + at * kernel;
    const word count = all_places ? kernel : p->places.within[at];
    vector sums[ROWS][2];
    UNROLL for (int r = 0; r < ROWS; r++) UNROLL for (int v = 0; v < 2; v++) sums[r][v] = (vector){};
    for (word k = 0; k < count; k++) {
      const real *x = p->side_by_side + position[k] * depth * IMAGES;
      const real *w = kernels + place[k] * depth * ROWS;
      for (word c = 0; c < depth; c++, x += IMAGES, w += ROWS) {
        const vector left = load(x), right = load(x + LANES);
        UNROLL for (int r = 0; r < ROWS; r++) {
          const vector weight = splat(w[r]);
          sums[r][0] = multiply_add(weight, left, sums[r][0]);
          sums[r][1] = multiply_add(weight, right, sums[r][1]);
        }
      }
    }
    real found[ROWS][IMAGES];
    UNROLL for (int r = 0; r < ROWS; r++)
      UNROLL for (int v = 0; v < 2; v++) store(found[r] + v * LANES, sums[r][v]);
    if (images == IMAGES && rows == ROWS) {
      UNROLL for (int r = 0; r < ROWS; r++)
        UNROLL for (int i = 0; i < IMAGES; i++) to[(i * written + r) * results] = found[r][i];
    } else {
      for (word r = 0; r < rows; r++)
        for (word i = 0; i < images; i++) to[(i * written + r) * results] = found[r][i];
    }
  }
}

static void over_images(const struct convolution *p, word depth, word written, int all_places) {
  for (word first = 0; first < p->n; first += IMAGES) {
    pack_images(p, first, depth);
    for (word row = 0; row < written; row += ROWS) tile(p, first, row, depth, written, all_places);
  }
}

// Zeros around the images matter only to a kernel that has numbers that are not finite.
EXPORT(convolve)(const struct convolution *p) {
  const int finite = pack_kernels(p, p->channels, p->out, p->kernel, p->channels * p->kernel);
  over_images(p, p->channels, p->out, !finite);
}

// The gradient by the images reads dy, and writes what comes to each pixel.
EXPORT(convolve_dx)(const struct convolution *p) {
  pack_kernels(p, p->out, p->channels, p->channels * p->kernel, p->kernel);
  over_images(p, p->out, p->channels, 0);
}
