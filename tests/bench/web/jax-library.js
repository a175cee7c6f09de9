/** jax-js as the benchmark uses it. */
export { defaultDevice, init, jit, lax, nn, numpy, valueAndGrad } from "@jax-js/jax";
