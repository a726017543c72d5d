/**
 * Runs in the page before its own code: counts questions that have no answer yet, so that it can be measured from an action to the
 * frame in which all of its answers are drawn. JavaScript in a text, as it is not of this program.
 */
export const PROBE = `(() => {
  const ask = globalThis.fetch;
  let begun = 0;
  let waiting = 0;
  globalThis.fetch = async (...request) => {
    begun++;
    waiting++;
    let isOver = false;
    const over = () => { if (!isOver) { isOver = true; waiting--; } };
    // What is not wanted any more is not waited for.
    request[1]?.signal?.addEventListener('abort', over);
    try {
      const response = await ask(...request);
      const type = response.headers.get('content-type') ?? '';
      if (response.status === 204 || type.startsWith('text/event-stream')) over();
      for (const read of ['json', 'text', 'arrayBuffer']) {
        const own = response[read].bind(response);
        response[read] = () => own().finally(over);
      }
      return response;
    } catch (error) {
      over();
      throw error;
    }
  };
  const frame = () => new Promise(requestAnimationFrame);
  const QUIET_MS = 150;
  const GIVE_UP_MS = 60_000;

  /** When all that was asked since had been answered and drawn, in milliseconds of the page's clock. */
  const drawn = async (before) => {
    const until = performance.now() + GIVE_UP_MS;
    for (let at = 0; ; await frame()) {
      if (performance.now() > until) throw new Error(location.href + ': ' + (begun - before) + ' asked, ' + waiting + ' not answered');
      if (begun === before || waiting > 0) at = 0;
      else if (at === 0) { await frame(); at = performance.now(); }
      else if (performance.now() - at > QUIET_MS) return at;
    }
  };
  globalThis.probe = {
    /** From the beginning of the navigation, in milliseconds. */
    loaded: () => drawn(0),
    /** From going to an address within the application, in milliseconds. */
    goTo: async (address) => {
      const [from, before] = [performance.now(), begun];
      history.pushState({}, '', address);
      return (await drawn(before)) - from;
    },
    /** Scrolls the largest list until a row with this number is there; gives how long each frame took, in milliseconds. */
    scroll: async (rows, timeoutMs) => {
      const list = [...document.querySelectorAll('[role=grid], [role=grid] *, main, main *')]
        .filter((element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowY))
        .sort((a, b) => b.scrollHeight - a.scrollHeight)[0];
      const last = () => Math.max(0, ...[...document.querySelectorAll('[role=row]')].map((row) => Number(row.getAttribute('aria-rowindex'))));
      const frames = [];
      const until = performance.now() + timeoutMs;
      for (let before = performance.now(); last() < rows && performance.now() < until; ) {
        list.scrollTop += list.clientHeight;
        await frame();
        const now = performance.now();
        frames.push(now - before);
        before = now;
      }
      return { frames, rows: last() };
    },
  };
})()`;
