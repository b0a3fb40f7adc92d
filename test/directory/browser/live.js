/**
 * Keeps the page as it is on the server: the server tells that something has changed, and the page is read anew. The server
 * alone makes HTML of what strangers write; here is no second way to do so.
 */
const news = new EventSource('/live');
let isReading = false;
let isOld = false;

async function read() {
  isOld = true;
  if (isReading) return;
  isReading = true;
  try {
    while (isOld) {
      isOld = false;
      const answer = await fetch('/');
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const [old, fresh] = [document.querySelector('main'), page.querySelector('main')];
      if (old && fresh) old.replaceWith(document.adoptNode(fresh));
    }
  } catch {
    // The directory itself is away. EventSource connects again by itself, and is told at once that there is something new.
  } finally {
    isReading = false;
  }
}

news.addEventListener('message', read);
news.addEventListener('open', () => document.body.classList.remove('away'));
news.addEventListener('error', () => document.body.classList.add('away'));
