/** TensorFlow.js as the benchmark uses it: its core, its gradients, its WebAssembly backend. */
import "@tensorflow/tfjs-core/dist/register_all_gradients.js";

export { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
export * as tf from "@tensorflow/tfjs-core";
