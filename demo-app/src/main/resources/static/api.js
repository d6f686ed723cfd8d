// The HTTP API. Remembers which node answered last, and who the visitor is.

export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

let onNode = () => {};

export function whenNodeAnswers(listener) {
  onNode = listener;
}

export const visitor = remembered('boutique.user', () => 'guest-' + randomId());

export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function remembered(key, make) {
  let value = localStorage.getItem(key);
  if (!value) {
    value = make();
    localStorage.setItem(key, value);
  }
  return value;
}

export const currency = {
  get: () => localStorage.getItem('boutique.currency') || 'EUR',
  set: (code) => localStorage.setItem('boutique.currency', code),
};

export const get = (path) => call('GET', path);
export const put = (path, body) => call('PUT', path, body);
export const post = (path, body, headers) => call('POST', path, body, headers);

export function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value);
  return given.length ? '?' + new URLSearchParams(given) : '';
}

async function call(method, path, body, headers = {}) {
  let response;
  try {
    response = await fetch('/api' + path, {
      method,
      headers: { Accept: 'application/json', ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers },
      body: body ? JSON.stringify(body) : undefined,
    });
  } catch {
    throw new Problem(0, 'The shop cannot be reached. Check that its node is running, then try again.');
  }
  onNode(response.headers.get('X-Mesh-Node'));
  const text = await response.text();
  const answer = text ? JSON.parse(text) : null;
  if (!response.ok) {
    throw new Problem(response.status, answer?.detail || 'The shop answered with status ' + response.status + '.');
  }
  return answer;
}
