#include "convolution.h"

// The gradient by the kernels: for each of its places, sums over the pairs of pixels that it joins.
struct convolution_dw {
  const real *x, *dy;
  real *dw;                // (out, channels, kernel)
  real *pixels, *grads;    // room: (channels, sources + 1, group); (out, results, group)
  const int *runs;         // (runs, 3): where in x, where in dy, and how many positions on
  const int *run_starts;   // (kernel + 1,): where each place's runs begin
  const int *within;       // (kernel,): where those begin whose x is a zero around the image
  word n, channels, sources, out, results, kernel;
  word group;              // images side by side, a multiple of LANES
};

enum { OUTS = 4, CHANNELS = 2 };

// Brings some images to lie side by side: (channel, position, image). Those that are missing are 0.
static void pack(const real *from, real *to, word images, word group, word channels, word space,
                 word pitch) {
  const word image = channels * space;
  for (word c = 0; c < channels; c++, from += space, to += pitch * group)
    for (word i = 0; i < group; i += LANES) {
      word s = 0;
      if (i + LANES <= images)
        for (; s + LANES <= space; s += LANES)
          copy_transposed(from + i * image + s, image, to + s * group + i, group);
      for (; s < space; s++)
        for (word l = i; l < i + LANES; l++)
          to[s * group + l] = l < images ? from[l * image + s] : 0;
    }
}

static int are_finite(const real *x, word count) {
  vector nothing = {};
  real rest = 0;
  word i = 0;
  for (; i + LANES <= count; i += LANES) nothing += load(x + i) * 0;
  for (; i < count; i++) rest += x[i] * 0;
  UNROLL for (int lane = 0; lane < LANES; lane++) rest += nothing[lane];
  return rest == 0;
}

// A place's sums for some outputs and channels, over the images of a group.
static inline __attribute__((always_inline)) void sums_at(const struct convolution_dw *p, word o,
                                                          word c, word k, int last, int outs,
                                                          int channels) {
  const word x_step = (p->sources + 1) * p->group, dy_step = p->results * p->group;
  vector sums[OUTS][CHANNELS];
  UNROLL for (int r = 0; r < outs; r++)
    UNROLL for (int v = 0; v < channels; v++) sums[r][v] = (vector){};
  for (const int *run = p->runs + 3 * p->run_starts[k]; run < p->runs + 3 * last; run += 3) {
    const real *x = p->pixels + c * x_step + run[0] * p->group;
    const real *dy = p->grads + o * dy_step + run[1] * p->group;
    for (word i = run[2] * p->group; i > 0; i -= LANES, x += LANES, dy += LANES) {
      vector pixels[CHANNELS];
      UNROLL for (int v = 0; v < channels; v++) pixels[v] = load(x + v * x_step);
      UNROLL for (int r = 0; r < outs; r++) {
        const vector grad = load(dy + r * dy_step);
        UNROLL for (int v = 0; v < channels; v++)
          sums[r][v] = multiply_add(grad, pixels[v], sums[r][v]);
      }
    }
  }
  UNROLL for (int r = 0; r < outs; r++)
    UNROLL for (int v = 0; v < channels; v++)
      p->dw[((o + r) * p->channels + c + v) * p->kernel + k] += sum_of(sums[r][v]);
}

static void sums(const struct convolution_dw *p, int finite) {
  for (word o = 0; o < p->out;)  {
    const int outs = o + OUTS <= p->out ? OUTS : 1;
    for (word c = 0; c < p->channels;) {
      const int channels = c + CHANNELS <= p->channels ? CHANNELS : 1;
      for (word k = 0; k < p->kernel; k++) {
        const int last = finite ? p->within[k] : p->run_starts[k + 1];
        if (outs == OUTS && channels == CHANNELS) sums_at(p, o, c, k, last, OUTS, CHANNELS);
        else if (outs == OUTS) sums_at(p, o, c, k, last, OUTS, 1);
        else if (channels == CHANNELS) sums_at(p, o, c, k, last, 1, CHANNELS);
        else sums_at(p, o, c, k, last, 1, 1);
      }
      c += channels;
    }
    o += outs;
  }
}

EXPORT(convolve_dw)(const struct convolution_dw *p) {
  const word x_size = p->channels * p->sources, dy_size = p->out * p->results;
  for (word i = 0; i < p->out * p->channels * p->kernel; i++) p->dw[i] = 0;
  for (word c = 0; c < p->channels; c++)
    for (word i = 0; i < p->group; i++)
      p->pixels[(c * (p->sources + 1) + p->sources) * p->group + i] = 0;
  for (word first = 0; first < p->n; first += p->group) {
    const word images = smaller(p->group, p->n - first);
    pack(p->x + first * x_size, p->pixels, images, p->group, p->channels, p->sources,
         p->sources + 1);
    pack(p->dy + first * dy_size, p->grads, images, p->group, p->out, p->results, p->results);
    sums(p, are_finite(p->dy + first * dy_size, images * dy_size));
  }
}
