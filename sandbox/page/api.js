/** A refusal by the server (`status` is the HTTP status) or a failure to reach it (`status` 0). */
export class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

const UNREACHABLE = "The sandbox can’t be reached. Is it still running?";

async function fetchJson(url, options) {
  let response;
  try {
    response = await fetch(url, { cache: "no-store", ...options });
  } catch {
    throw new ApiError(UNREACHABLE, 0);
  }
  const answer = await response.json().catch(() => null);
  if (answer === null || !response.ok)
    throw new ApiError(answer?.error || `The sandbox answered ${response.status}.`, response.status);
  return answer;
}

/** Everything that `user` sees with `channel` open. Empty arguments are left to the server's default. */
export function fetchState(user, channel) {
  const query = new URLSearchParams();
  if (user) query.set("user", user);
  if (channel) query.set("channel", channel);
  return fetchJson(`/page/state?${query}`);
}

/** One thing that the person does. Throws ApiError if it was refused or did not arrive. */
export async function act(user, kind, details = {}) {
  const body = JSON.stringify({ user, kind, ...details });
  const answer = await fetchJson("/page/act", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  if (!answer.ok) throw new ApiError(answer.error || "That did not work.", 200);
  return answer;
}

/** Sends a file of the person's own, with a text beside it. Throws ApiError as `act` does. */
export async function upload(user, channel, file, text) {
  const query = new URLSearchParams({ user, channel, name: file.name, text });
  const answer = await fetchJson(`/page/upload?${query}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: file,
  });
  if (!answer.ok) throw new ApiError(answer.error || "That did not work.", 200);
}

const RETRY_MS = 2000;

/** Calls `onVersion` for every change until the returned function is called; reconnects by itself. */
export function listen(user, onVersion, onConnected) {
  let source = null;
  let timer = 0;
  const connect = () => {
    source = new EventSource(`/page/stream?user=${encodeURIComponent(user)}`);
    source.onopen = () => onConnected(true);
    source.onmessage = (event) => onVersion(JSON.parse(event.data).version);
    source.onerror = () => {
      onConnected(false);
      // The browser gives up for good after an HTTP error, which a restarting server answers with.
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, RETRY_MS);
    };
  };
  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
