// The exponential and the logarithm, which there are none of without a library: both within 1 ulp.
//
// As in Sun's fdlibm (e_exp.c, s_log1p.c, 1993): the argument is brought near 0 or 1 by a power of two,
// and a polynomial does the rest. Always in doubles, so that a float is rounded once.
#pragma once
#include <stdint.h>

// ln 2 in two parts, of which the first times a small whole number is exact.
static const double LN2_HIGH = 0x1.62e42feep-1, LN2_LOW = 0x1.a39ef35793c76p-33;

static inline double of_bits(uint64_t bits) {
  double x;
  __builtin_memcpy(&x, &bits, sizeof x);
  return x;
}

static inline uint64_t bits_of(double x) {
  uint64_t bits;
  __builtin_memcpy(&bits, &x, sizeof bits);
  return bits;
}

// Returns 2^k for the exponents that a normal number has.
static inline double power_of_two(int k) { return of_bits((uint64_t)(k + 1023) << 52); }

// Returns e^x of any x; NaN of NaN.
static inline double exponential(double x) {
  if (x > 709.79) return __builtin_inf();
  if (x < -745.14) return 0;
  if (x != x) return x;
  const double half = x < 0 ? -0.5 : 0.5;
  const int k = (int)(x * 0x1.71547652b82fep+0 + half);  // of ln 2
  const double high = x - k * LN2_HIGH, low = k * LN2_LOW, rest = high - low, square = rest * rest;
  double even = 0x1.6376972bea4d0p-25;
  even = even * square - 0x1.bbd41c5d26bf1p-20;
  even = even * square + 0x1.1566aaf25de2cp-14;
  even = even * square - 0x1.6c16c16bebd93p-9;
  even = even * square + 0x1.555555555553ep-3;
  even = rest - even * square;
  const double near_one = 1 + (rest * even / (2 - even) - low + high);
  return near_one * power_of_two(k / 2) * power_of_two(k - k / 2);  // rounded once if it is tiny
}

// Returns ln(u + c) of a u that is a normal number above 0, and a c that u is too large for; NaN of NaN.
static inline double logarithm_of_sum(double u, double c) {
  if (u != u) return u;
  // u = 2^k m with m from sqrt(1/2) to sqrt(2); 0x3fe6a09e begins the bits of sqrt(1/2).
  const uint64_t from_one = bits_of(u) + ((uint64_t)(0x3ff00000 - 0x3fe6a09e) << 32);
  const int k = (int)(from_one >> 52) - 1023;
  const double f = of_bits((from_one & 0xfffffffffffff) + ((uint64_t)0x3fe6a09e << 32)) - 1;
  const double s = f / (2 + f), z = s * s, half_square = 0.5 * f * f;
  double series = 0x1.2f112df3e5244p-3;
  series = series * z + 0x1.39a09d078c69fp-3;
  series = series * z + 0x1.7466496cb03dep-3;
  series = series * z + 0x1.c71c51d8e78afp-3;
  series = series * z + 0x1.2492494229359p-2;
  series = series * z + 0x1.999999997fa04p-2;
  series = series * z + 0x1.5555555555593p-1;
  series *= z;
  const double low = k * LN2_LOW + c / u;
  return s * (half_square + series) + low - half_square + f + k * LN2_HIGH;
}

// Returns ln(x) of a normal number above 0.
static inline double logarithm(double x) { return logarithm_of_sum(x, 0); }

// Returns ln(1 + x) of an x from 0 to 1: what is lost of x in the sum is not lost in the logarithm.
static inline double logarithm_of_one_more(double x) {
  const double u = 1 + x;
  return logarithm_of_sum(u, x - (u - 1));
}
