import "./widgets/degradation-explorer.js";
import "./widgets/gradient-flow.js";
