import "./engine/runtime.js";
