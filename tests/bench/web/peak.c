// A loop of multiply-adds that wait for nothing: the most that 128-bit SIMD does in this browser.
typedef double f64x2 __attribute__((vector_size(16)));
typedef float f32x4 __attribute__((vector_size(16)));

enum { CHAINS = 12 };  // more than a multiply-add takes cycles, twice; fewer than registers

#ifdef __wasm_relaxed_simd__
#define MULTIPLY_ADD(vector, a, b, c) \
  _Generic((vector){}, f64x2: __builtin_wasm_relaxed_madd_f64x2, \
           f32x4: __builtin_wasm_relaxed_madd_f32x4)(a, b, c)
#else
#define MULTIPLY_ADD(vector, a, b, c) ((a) * (b) + (c))
#endif

#define LOOP(vector, real, suffix)                                                       \
  __attribute__((export_name("peak_" #suffix))) real peak_##suffix(int rounds) {         \
    vector sums[CHAINS], a = (vector){} + (real)0.999, b = (vector){} + (real)1e-3;      \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < CHAINS; i++) sums[i] = b * (real)i; \
    for (int round = 0; round < rounds; round++) {                                       \
      _Pragma("clang loop unroll(full)") for (int i = 0; i < CHAINS; i++)                \
          sums[i] = MULTIPLY_ADD(vector, sums[i], a, b);                                 \
    }                                                                                    \
    real found = 0;                                                                      \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < CHAINS; i++) found += sums[i][0]; \
    return found;                                                                        \
  }                                                                                      \
  __attribute__((export_name("operations_" #suffix))) int operations_##suffix(void) {    \
    return 2 * CHAINS * (int)(sizeof(vector) / sizeof(real));                            \
  }

LOOP(f64x2, double, f64)
LOOP(f32x4, float, f32)
