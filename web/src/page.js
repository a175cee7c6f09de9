import "./widgets/claims-ledger.js";
import "./widgets/degradation-explorer.js";
import "./widgets/depth-table.js";
import "./widgets/gradient-flow.js";

const address = new URL("embed.html?widget=degradation&depth=20", location.href).href;
const code = document.querySelector("#embed-code");
if (code) {
  code.textContent = `<iframe src="${address}" title="Residual Explorer"\n  style="width: 100%; height: 820px; border: 0"></iframe>`;
}
