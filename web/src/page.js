import {bootPython} from "./engine/runtime.js"; globalThis.bootPython=bootPython;
