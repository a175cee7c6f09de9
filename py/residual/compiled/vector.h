// What all files share: the kind of number, and vectors of it, in the width of WebAssembly's SIMD where
// nothing else is said.
//
// Every file is compiled twice, with REAL as double and as float; EXPORT(name) is name_f64 or
// name_f32. A function takes one pointer, to a row of machine words that Python filled once: the
// addresses, sizes and strides (counted in numbers, not in bytes) that its struct names. What can be
// wrong with them was refused there, so nothing is checked here.
#pragma once
#include <stddef.h>

#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)
#define EXPORT(name) __attribute__((visibility("default"))) void JOIN(name, SUFFIX)
#define UNROLL _Pragma("clang loop unroll(full)")

#ifndef VECTOR_BYTES
#define VECTOR_BYTES 16
#endif

typedef REAL real;
typedef ptrdiff_t word;
typedef real vector __attribute__((vector_size(VECTOR_BYTES)));
typedef __typeof__((vector){} < (vector){}) mask;
typedef real loose_vector __attribute__((vector_size(VECTOR_BYTES), aligned(sizeof(real)), may_alias));

enum { LANES = sizeof(vector) / sizeof(real) };

static inline vector load(const real *p) { return *(const loose_vector *)p; }
static inline void store(real *p, vector v) { *(loose_vector *)p = v; }
static inline vector splat(real x) { return x - (vector){}; }

// Returns a * b + c: in one rounding where the browser has it ("relaxed SIMD"), or a machine is asked
// for it, else in two.
static inline vector multiply_add(vector a, vector b, vector c) {
#if defined(ONE_ROUNDING) && defined(__FMA__)
  return __builtin_elementwise_fma(a, b, c);
#elif !defined(__wasm_relaxed_simd__)
  return a * b + c;
#else
  return _Generic((real)0, double: __builtin_wasm_relaxed_madd_f64x2,
                  float: __builtin_wasm_relaxed_madd_f32x4)(a, b, c);
#endif
}

// Returns the sum of all lanes, from the first on.
static inline real sum_of(vector v) {
  real sum = 0;
  UNROLL for (int i = 0; i < LANES; i++) sum += v[i];
  return sum;
}

// Returns x where the mask is set, else zero.
static inline vector where(mask m, vector x) { return (vector)(m & (mask)x); }

// Returns x where it is above zero or NaN, else zero: what np.maximum(x, 0) gives.
static inline vector positive_part(vector x) { return where(~(x <= 0), x); }

// What of dy comes back through a ReLU that gave y.
static inline vector passed(vector dy, vector y) { return dy * where(y > 0, splat(1)); }
