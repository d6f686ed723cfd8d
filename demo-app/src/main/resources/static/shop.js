// Finds the page for the address, shows it and handles what people do on it.

import { Problem, currency, get, post, put, query, randomId, remembered, visitor, whenNodeAnswers } from './api.js';
import { decimals, html, render } from './html.js';
import * as pages from './pages.js';

const ROUTES = [
  [/^\/$/, pages.home],
  [/^\/products\/([^/]+)$/, pages.product],
  [/^\/cart$/, pages.cart],
  [/^\/checkout$/, pages.checkout],
  [/^\/orders\/([^/]+)$/, pages.order],
];

const element = (id) => document.getElementById(id);
const main = element('main');
let shownAt = 0;

whenNodeAnswers((node) => {
  element('served-by').textContent = node || 'nobody';
});

async function show({ focus = true } = {}) {
  const turn = ++shownAt;
  const url = new URL(location.href);
  const page = await pageFor(url);
  if (turn !== shownAt) {
    return; // The visitor went on meanwhile.
  }
  document.title = page.title + ' · The Boutique';
  render(main, page.body);
  element('q').value = url.searchParams.get('q') || '';
  if (page.cart) {
    count(page.cart);
  }
  if (focus) {
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  remember(url);
}

async function pageFor(url) {
  for (const [pattern, page] of ROUTES) {
    const match = pattern.exec(url.pathname);
    if (match) {
      try {
        return await page({ id: match[1] && decodeURIComponent(match[1]), search: url.searchParams });
      } catch (problem) {
        return failed(problem);
      }
    }
  }
  return failed(new Problem(404, 'There is no such page.'));
}

function failed(problem) {
  if (problem instanceof Problem) {
    return pages.failure(problem);
  }
  throw problem;
}

function go(path) {
  element('notice').hidden = true;
  history.pushState(null, '', path);
  return show();
}

function remember(url) {
  const viewed = /^\/products\/([^/]+)$/.exec(url.pathname);
  if (viewed) {
    post(`/products/${viewed[1]}/views`, { user: visitor }).catch(() => {}); // Only a recommendation is lost.
  }
}

function count(cart) {
  const pieces = cart.items.reduce((sum, item) => sum + item.quantity, 0);
  element('cart-count').textContent = pieces;
  element('cart-count').hidden = pieces === 0;
  element('cart-link').setAttribute('aria-label', `Cart, ${pieces} ${pieces === 1 ? 'piece' : 'pieces'}`);
}

let noticeTimer;
function notice(text, bad = false) {
  const box = element('notice');
  box.textContent = text;
  box.classList.toggle('bad', bad);
  box.hidden = false;
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => { box.hidden = true; }, 4000);
}

async function attempt(action) {
  try {
    await action();
  } catch (problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    notice(problem.message, true);
  }
}

const cartPath = (rest = '') => `/carts/${visitor}${rest}${query({ currency: currency.get() })}`;

async function add(form) {
  count(await post(cartPath('/items'), { sku: form.dataset.sku, quantity: Number(form.elements.quantity.value) }));
  notice('It is in your cart.');
}

async function change(sku, quantity) {
  await put(cartPath('/items/' + encodeURIComponent(sku)), { quantity });
  await show({ focus: false });
}

// The key lives until the shop has answered for certain: a retry after a lost answer gets the same order.
async function checkout(form) {
  const error = element('checkout-error');
  const button = form.querySelector('button');
  error.hidden = true;
  if (!valid(form)) {
    return;
  }
  button.disabled = true;
  const fields = Object.fromEntries(new FormData(form));
  try {
    const key = remembered('boutique.checkout', randomId);
    const order = await post('/checkout/' + visitor, { currency: currency.get(), ...fields }, { 'Idempotency-Key': key });
    localStorage.removeItem('boutique.checkout');
    count({ items: [] });
    await go('/orders/' + order.orderId);
  } catch (problem) {
    if (problem.status >= 400 && problem.status < 500) {
      localStorage.removeItem('boutique.checkout');
    }
    error.textContent = problem.message;
    error.hidden = false;
    button.disabled = false;
  }
}

function valid(form) {
  let first = null;
  for (const field of form.elements) {
    const ok = field.checkValidity();
    field.setAttribute?.('aria-invalid', String(!ok));
    first = first || (ok ? null : field);
  }
  if (first) {
    element('checkout-error').textContent = first.name === 'email'
      ? 'Write an e-mail address, as in ada@example.com.' : 'Fill in the ' + first.name + '.';
    element('checkout-error').hidden = false;
    first.focus();
  }
  return !first;
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-link]');
  if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    go(link.getAttribute('href'));
  }
  const remove = event.target.closest('[data-remove]');
  if (remove) {
    attempt(() => change(remove.dataset.remove, 0));
  }
  if (event.target.id === 'retry') {
    show();
  }
});

document.addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target;
  if (form.id === 'search') {
    go('/' + query({ q: form.elements.q.value.trim() }));
  } else if (form.id === 'add') {
    attempt(() => add(form));
  } else if (form.id === 'checkout') {
    checkout(form);
  }
});

document.addEventListener('change', (event) => {
  if (event.target.id === 'currency') {
    currency.set(event.target.value);
    show({ focus: false });
  } else if (event.target.dataset.quantity && event.target.reportValidity()) {
    attempt(() => change(event.target.dataset.quantity, Number(event.target.value)));
  }
});

addEventListener('popstate', () => show());

async function start() {
  try {
    const currencies = await get('/currencies');
    currencies.forEach((each) => { decimals[each.code] = each.decimals; });
    render(element('currency'), html`${currencies.map((each) =>
      html`<option value="${each.code}" ${each.code === currency.get() ? 'selected' : ''} title="${each.name}">${each.code}</option>`)}`);
  } catch (problem) {
    notice(problem.message, true);
  }
  await show({ focus: false });
  get(cartPath()).then(count, () => {}); // The badge stays as it is.
}

start();
