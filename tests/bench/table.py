"""The results as lines of text."""

from typing import Any

NAMES = {
    "native_numpy": "native NumPy, one thread",
    "torch": "PyTorch, one thread",
    "browser_kernel": "ours in Chromium, kernel",
    "browser_kernel_float32": "ours in Chromium, kernel, float32",
    "browser_numpy": "ours in Chromium, NumPy",
    "tfjs_wasm": "TensorFlow.js, wasm with SIMD",
    "jax_js": "jax-js, wasm backend, float32",
    "hand_js": "hand-written JavaScript",
}

WAYS = ("snapshot", "ordinary")


def number(value: float | None, unit: str = "", digits: int = 3) -> str:
    """Return a value with its unit, a dash for what was not measured."""
    if value is None:
        return "-"
    return f"{value:,.0f}{unit}" if abs(value) >= 100 else f"{value:.{digits}g}{unit}"


def lines(results: dict[str, Any]) -> str:
    """Return the whole report."""
    parts = (heading, training, images, peaks, start, visits, transfer, frames, growth, memory)
    return "\n".join(line for part in parts for line in [*part(results), ""])


def heading(results: dict[str, Any]) -> list[str]:
    machine, versions = results["machine"], results["versions"]
    loads = (results["load_average_at_start"], results["load_average_at_end"])
    return [
        *(["TINY SIZES: these figures only show that the benchmark works."] * results["quick"]),
        f"{results['date']}, {machine['processor']}, {machine['cores']} cores, "
        f"{machine['system']}; load average {' then '.join(map(number, loads))}",
        ", ".join(f"{name} {version}" for name, version in versions.items() if version),
    ]


def training(results: dict[str, Any]) -> list[str]:
    found = [f"{'epochs a second (ratio to native NumPy)':40}"]
    ratios = results["training"]["ratios"]
    found[0] += "".join(f"{name:>22}" for name in ratios)
    for who, name in NAMES.items():
        row = f"  {name:38}"
        for of in ratios:
            speed = results["training"][of][who]
            row += f"{number(speed):>12} ({number(ratios[of][who]):>6}) "
        found.append(row.rstrip())
    return found


IMAGE_COLUMNS = {
    "browser_kernel_ms": "kernel",
    "browser_kernel_float32_ms": "float32",
    "browser_numpy_ms": "NumPy",
    "jax_js_ms": "jax-js",
    "native_numpy_ms": "native",
    "torch_ms": "PyTorch",
}


def images(results: dict[str, Any]) -> list[str]:
    found = results["images"]
    what = f"ms a step, ResNet-{found['depth']} on {found['batch']} digits"
    rows = [f"{what:40}" + "".join(f"{name:>10}" for name in IMAGE_COLUMNS.values())]
    for width, *row in zip(found["widths"], *map(found.get, IMAGE_COLUMNS), strict=True):
        rows.append(f"  {f'{width} channels':<38}" + "".join(f"{number(v):>10}" for v in row))
    return rows + [f"  without {name}: {why}" for name, why in found["missing"].items()]


def peaks(results: dict[str, Any]) -> list[str]:
    """Our share of what a loop of multiply-adds does in this browser."""
    of = results["images"]["peak"]
    most = ", ".join(f"{number(speed)} in {name}" for name, speed in of.items())
    rows = [f"share of this browser's peak: {most} (thousand millions of operations a second)"]
    rows.append(f"  {'':38}{'float64':>12}{'float32':>12}")
    shares = [(name, *row.values()) for name, row in results["training"]["share_of_peak"].items()]
    columns = (results["images"][key] for key in ("share_of_peak", "float32_share_of_peak"))
    widths = (f"images, {width} channels" for width in results["images"]["widths"])
    shares += zip(widths, *columns, strict=True)
    for name, *row in shares:
        rows.append(f"  {name:38}" + "".join(f"{number(v and 100 * v, ' %'):>12}" for v in row))
    return rows


def start(results: dict[str, Any]) -> list[str]:
    found = results["start"]
    ratio = found["first_epoch_ms"] / found["stock_first_epoch_ms"]
    return [
        f"navigation to recorded picture: {number(found['recorded_ms'], ' ms')}",
        f"Train pressed to first live epoch: {number(found['first_epoch_ms'], ' ms')}; stock "
        f"PyScript {number(found['stock_first_epoch_ms'], ' ms')}; ratio {ratio:.2f}",
    ]


def visits(results: dict[str, Any]) -> list[str]:
    found = results["lines"]
    rows = [f"{'ms from Train to the first live epoch':40}{'first visit':>24}{'second visit':>24}"]
    rows.append(f"  {'line, Mbit/s':<38}" + 2 * f"{'snapshot':>12}{'ordinary':>12}")
    for i, speed in enumerate(found["mbits_per_second"]):
        times = (found[way][v][i] for v in ("first_ms", "second_ms") for way in WAYS)
        rows.append(f"  {number(speed):<38}" + "".join(f"{number(t):>12}" for t in times))
    return rows


def transfer(results: dict[str, Any]) -> list[str]:
    found = results["bytes"]
    return [
        f"brotli: {number(found['before_interaction_br'], ' bytes')} before any touch, "
        f"{number(found['live_br'], ' bytes')} with live training, "
        f"{number(found['live_with_snapshot_br'], ' bytes')} with the snapshot, "
        f"{number(found['snapshot_br'], ' bytes')} of it"
    ]


def frames(results: dict[str, Any]) -> list[str]:
    found = results["frames"]
    return [
        f"while two networks of depth {found['depth']} train ({found['seconds']:g} s): "
        f"time between frames {number(found['median_ms'], ' ms')} median, "
        f"{number(found['p99_ms'], ' ms')} 99%, {number(found['longest_ms'], ' ms')} longest; "
        f"{found['long_tasks']} tasks over 50 ms, "
        f"longest {number(found['longest_task_ms'], ' ms')}"
    ]


def growth(results: dict[str, Any]) -> list[str]:
    found = results["growth"]
    rows = []
    for name in ("depth", "width"):
        at = ", ".join(f"{key} {value}" for key, value in found[name]["at"].items())
        rows.append(f"{f'ms an epoch by {name} ({at})':40}native NumPy{found['browser']:>18}")
        columns = (found[name][key] for key in ("values", "native_numpy_ms", "browser_ms"))
        for value, native, browser in zip(*columns, strict=True):
            rows.append(f"  {value:<38}{number(native):>12}{number(browser):>18}")
    return rows


def memory(results: dict[str, Any]) -> list[str]:
    found = results["memory"]
    rows = [f"{'memory in MB after epochs':40}{'native':>12}{'wasm':>18}"]
    columns = (found[key] for key in ("epochs", "native_rss", "wasm"))
    for epochs, *held in zip(*columns, strict=True):
        native, wasm = (value and value / 1e6 for value in held)
        rows.append(f"  {epochs:<38}{number(native, digits=4):>12}{number(wasm, digits=4):>18}")
    return rows
