// Keeps the page fresh every two seconds: what differs is changed in place, so that nothing flickers
// and the focus stays where it is. Without a script the page is as whole, and reloads by hand.
(() => {
  const EVERY_MS = 2000;
  const SAID_MS = 8000;
  const fresh = document.getElementById('fresh');
  const pause = document.getElementById('pause');
  let paused = false;

  function sameKind(one, other) {
    return one.nodeType === other.nodeType && one.nodeName === other.nodeName && one.id === other.id;
  }

  function becomes(node, wanted) {
    if (node.nodeType !== Node.ELEMENT_NODE) {
      if (node.data !== wanted.data) node.data = wanted.data;
      return;
    }
    for (const { name } of [...node.attributes]) {
      if (!wanted.hasAttribute(name)) node.removeAttribute(name);
    }
    for (const { name, value } of wanted.attributes) {
      if (node.getAttribute(name) !== value) node.setAttribute(name, value);
    }
    const children = [...node.childNodes];
    const wantedChildren = [...wanted.childNodes];
    wantedChildren.forEach((child, i) => {
      const there = children[i];
      if (!there) node.append(document.importNode(child, true));
      else if (sameKind(there, child)) becomes(there, child);
      else there.replaceWith(document.importNode(child, true));
    });
    children.slice(wantedChildren.length).forEach((child) => child.remove());
  }

  async function refresh() {
    if (paused || document.hidden) return;
    try {
      const answer = await fetch(location.href, { cache: 'no-store' });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const log = document.querySelector('pre');
      const atEnd = log && log.scrollHeight - log.scrollTop - log.clientHeight < 40;
      becomes(document.querySelector('main'), page.querySelector('main'));
      becomes(fresh, page.getElementById('fresh'));
      fresh.parentElement.classList.remove('stale');
      if (atEnd) log.scrollTop = log.scrollHeight;
    } catch {
      if (!fresh.parentElement.classList.contains('stale')) {
        fresh.parentElement.classList.add('stale');
        fresh.prepend('SellerKit does not answer. ');
      }
    }
  }

  async function keepFresh() {
    await refresh();
    setTimeout(keepFresh, EVERY_MS);
  }

  const log = document.querySelector('pre');
  if (log) log.scrollTop = log.scrollHeight;
  // What is looked at before acting on it must not change under the hand.
  if (!location.pathname.startsWith('/dead-letters/')) {
    pause.hidden = false;
    pause.addEventListener('click', () => {
      paused = !paused;
      pause.textContent = paused ? 'Go on' : 'Pause';
    });
    setTimeout(keepFresh, EVERY_MS);
  }
  if (location.search) {
    setTimeout(() => history.replaceState(null, '', location.pathname), SAID_MS);
  }
})();
