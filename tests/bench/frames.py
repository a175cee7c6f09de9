"""Whether the page stays smooth: its frames and long tasks while two deep networks train."""

from typing import Any

from bench.places import Room, fresh_page
from bench.sizes import Sizes

WATCH = """(seconds) => new Promise((resolve) => {
  const tasks = [], frames = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  observer.observe({ type: "longtask" });
  const start = performance.now();
  let last = start;
  const frame = () => {
    const now = performance.now();
    frames.push(now - last);
    last = now;
    if (now - start < 1000 * seconds) return requestAnimationFrame(frame);
    tasks.push(...observer.takeRecords());
    observer.disconnect();
    resolve({ tasks: tasks.map((task) => task.duration), frames: frames.slice(1) });
  };
  requestAnimationFrame(frame);
})"""

TRAINS = """() => document.querySelector("degradation-explorer").results.runs
    .every(({ epochs }) => epochs > 0)"""


def measure(room: Room, sizes: Sizes) -> dict[str, Any]:
    """Return times between frames and tasks of the main thread over 50 ms, in milliseconds."""
    query = f"widget=degradation&depth={sizes.frame_depth}&epochs=5000"
    with fresh_page(room) as page:
        page.goto(f"{room.site}embed.html?{query}")
        widget = page.locator("degradation-explorer")
        widget.get_by_role("button", name="Train").click()
        page.wait_for_selector("degradation-explorer[status=running]")
        page.wait_for_function(TRAINS)
        seen = page.evaluate(WATCH, sizes.frame_seconds)
        trained = widget.evaluate("widget => widget.results.runs.map(({ epochs }) => epochs)")
    frames, tasks = sorted(seen["frames"]), seen["tasks"]
    return {
        "depth": sizes.frame_depth,
        "seconds": sizes.frame_seconds,
        "epochs_trained": min(trained),
        "frames": len(frames),
        "median_ms": frames[len(frames) // 2],
        "p95_ms": frames[int(0.95 * (len(frames) - 1))],
        "p99_ms": frames[int(0.99 * (len(frames) - 1))],
        "longest_ms": frames[-1],
        "long_tasks": len(tasks),
        "longest_task_ms": max(tasks, default=0),
        "long_tasks_total_ms": sum(tasks),
    }
