// One function per page: fetches what it shows and returns markup.

import { get, query, visitor, currency } from './api.js';
import { html, money } from './html.js';

const inCurrency = () => query({ currency: currency.get() });

function card(product) {
  return html`<li><a class="card" href="/products/${product.sku}" data-link>
    <span class="card-picture"><img src="${product.picture}" alt="" width="400" height="400" loading="lazy"></span>
    <span class="card-name">${product.name}</span>
    <span class="card-price">${money(product.price)}${scarcity(product)}</span></a></li>`;
}

function scarcity(product) {
  if (product.inStock === 0) {
    return html` · <span class="scarce">sold out</span>`;
  }
  return product.inStock < 10 ? html` · <span class="scarce">only ${product.inStock} left</span>` : '';
}

export async function home({ search }) {
  const category = search.get('category') || '';
  const text = search.get('q') || '';
  const all = await get('/products' + inCurrency());
  const shown = category || text
    ? await get('/products' + query({ category, q: text, currency: currency.get() })) : all;
  const categories = [...new Set(all.map((product) => product.category))];
  const title = text ? `“${text}”` : category || 'Everything';
  return {
    title: category || text ? title : 'Things that last',
    body: html`<div class="page">
      ${category || text ? '' : hero(all)}
      <nav aria-label="Categories"><ul class="chips">
        ${['', ...categories].map((name) => html`<li><a href="/${query({ category: name, q: text })}" data-link
          aria-current="${name === category}">${name || 'Everything'}</a></li>`)}
      </ul></nav>
      ${category || text ? html`<h1 class="hidden">${title}</h1>` : html`<h2 class="hidden">${title}</h2>`}
      ${shown.length ? html`<ul class="grid">${shown.map(card)}</ul>`
        : empty('compass', 'Nothing by that name', 'Try a shorter word, or look through everything we have.')}
    </div>`,
  };
}

function hero(products) {
  const picks = ['teapot', 'record-player', 'fisher-sweater', 'monstera', 'film-camera', 'walking-boots'];
  return html`<section class="hero"><div>
      <h1>Things that last, for days that don’t.</h1>
      <p>${products.length} objects we own ourselves, for kitchens, desks, gardens and pockets. Sent from Luxembourg
        to most of the world.</p></div>
    <div class="hero-pictures" aria-hidden="true">
      ${picks.map((sku) => html`<img src="/pictures/${sku}.svg" alt="" width="160" height="160">`)}</div></section>`;
}

export async function product({ id }) {
  const path = '/products/' + encodeURIComponent(id);
  const [shown, more, ad] = await Promise.all([
    get(path + inCurrency()),
    get(path + '/recommendations' + inCurrency()).catch(() => null),
    get(path + '/ad').catch(() => null),
  ]);
  return {
    title: shown.name,
    body: html`<div class="page">
      <nav class="crumbs" aria-label="You are here"><a href="/" data-link>Everything</a> /
        <a href="/${query({ category: shown.category })}" data-link>${shown.category}</a></nav>
      <article class="product"><img src="${shown.picture}" alt="${shown.name}" width="560" height="560">
        <div><h1>${shown.name}</h1>
          <p class="price">${money(shown.price)}</p>
          <p class="text">${shown.description}</p>
          <form class="buy" id="add" data-sku="${shown.sku}">
            <label class="field short">Quantity
              <input name="quantity" type="number" min="1" max="99" value="1" required></label>
            <button ${shown.inStock === 0 ? 'disabled' : ''}>Add to cart</button></form>
          <p class="hint">${stock(shown)}</p>
          ${ad && ad.sku !== shown.sku ? html`<a class="ad" href="/products/${ad.sku}" data-link>
            <img src="/pictures/${ad.sku}.svg" alt="" width="64" height="64">
            <span><small>Advertisement</small>${ad.text}</span></a>` : ''}
        </div></article>
      ${more ? html`<section class="more"><h2>Goes well with it</h2>
        <ul class="grid">${more.products.map(card)}</ul></section>` : ''}
    </div>`,
  };
}

function stock({ inStock }) {
  if (inStock === 0) {
    return 'Sold out for now.';
  }
  return inStock < 10 ? html`<span class="scarce">Only ${inStock} left.</span> Leaves within a day.`
    : 'In stock. Leaves within a day.';
}

export async function cart() {
  const shown = await get('/carts/' + visitor + inCurrency());
  if (!shown.items.length) {
    return { title: 'Cart', cart: shown, body: html`<div class="page">${empty('tote-bag', 'Your cart is empty',
      'It has room for a week of vegetables or one large book.')}</div>` };
  }
  return {
    title: 'Cart',
    cart: shown,
    body: html`<div class="page"><h1>Your cart</h1><div class="split">
      <ul class="lines">${shown.items.map((item) => html`<li>
        <img src="${item.picture}" alt="" width="84" height="84">
        <div><a class="name" href="/products/${item.sku}" data-link>${item.name}</a>
          <div class="controls">
            <label class="hidden" for="n-${item.sku}">Quantity of ${item.name}</label>
            <input id="n-${item.sku}" type="number" min="0" max="99" value="${item.quantity}" data-quantity="${item.sku}">
            <button class="plain" data-remove="${item.sku}" aria-label="Remove ${item.name}">Remove</button></div></div>
        <span class="amount">${money(item.total)}</span></li>`)}</ul>
      <aside class="panel" aria-label="Summary">${lines(shown)}
        <a class="button" href="/checkout" data-link>Check out</a></aside></div></div>`,
  };
}

function lines(shown) {
  return html`<p class="sum"><span>Subtotal</span><span class="amount">${money(shown.subtotal)}</span></p>
    <p class="hint">Shipping depends on weight and distance; it is added at checkout.</p>`;
}

const COUNTRIES = { LU: 'Luxembourg', BE: 'Belgium', DE: 'Germany', FR: 'France', NL: 'Netherlands', AT: 'Austria',
  CH: 'Switzerland', GB: 'United Kingdom', IE: 'Ireland', DK: 'Denmark', IT: 'Italy', ES: 'Spain', PT: 'Portugal',
  PL: 'Poland', CZ: 'Czechia', SE: 'Sweden', NO: 'Norway', FI: 'Finland', US: 'United States', CA: 'Canada',
  BR: 'Brazil', JP: 'Japan', KR: 'South Korea', IN: 'India', AU: 'Australia', NZ: 'New Zealand' };

export async function checkout() {
  const shown = await get('/carts/' + visitor + inCurrency());
  if (!shown.items.length) {
    return cart();
  }
  return {
    title: 'Checkout',
    cart: shown,
    body: html`<div class="page"><h1>Checkout</h1><form class="split" id="checkout" novalidate>
      <div class="fields">
        <label class="field">E-mail address
          <input name="email" type="email" autocomplete="email" required placeholder="ada@example.com"
            aria-describedby="email-hint">
          <span class="hint" id="email-hint">The confirmation goes there.</span></label>
        <label class="field">Country
          <select name="country" autocomplete="country">
            ${Object.entries(COUNTRIES).map(([code, name]) => html`<option value="${code}">${name}</option>`)}
          </select></label>
        <label class="field">Card number
          <input name="card" inputmode="numeric" value="4242 4242 4242 4242" required aria-describedby="card-hint">
          <span class="hint" id="card-hint">A test card; 4000 0000 0000 0002 is declined. Nobody is charged.</span></label>
        <p class="error" role="alert" id="checkout-error" hidden></p>
      </div>
      <aside class="panel" aria-label="Summary">
        ${shown.items.map((item) => html`<p class="sum"><span>${item.quantity} × ${item.name}</span>
          <span class="amount">${money(item.total)}</span></p>`)}
        <p class="sum total"><span>Subtotal</span><span class="amount">${money(shown.subtotal)}</span></p>
        <p class="hint">Plus shipping by weight and distance.</p>
        <button>Place the order</button></aside></form></div>`,
  };
}

export async function order({ id }) {
  const shown = await get('/orders/' + encodeURIComponent(id));
  const nodes = [...new Set(Object.values(shown.servedBy))];
  const colours = ['#2f7f86', '#d9694a', '#e9b44c', '#7a4b6b', '#7fa58c', '#2f3e63'];
  return {
    title: 'Order',
    body: html`<div class="page"><div class="done">
        <svg viewBox="0 0 64 64" width="64" height="64" aria-hidden="true"><circle cx="32" cy="32" r="30" fill="#7fa58c"/><path d="M19 33l9 9 18-19" fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/></svg>
        <div><h1>Thank you.</h1><p class="hint">A confirmation is on its way to ${shown.email}.</p></div></div>
      <div class="split"><div>
        <ul class="lines">${shown.lines.map((line) => html`<li>
          <img src="/pictures/${line.sku}.svg" alt="" width="84" height="84">
          <div><a class="name" href="/products/${line.sku}" data-link>${line.name}</a>
            <p class="hint">${line.quantity} × ${money(line.price)}</p></div>
          <span class="amount">${money(line.total)}</span></li>`)}</ul>
        <dl class="facts"><dt>Order</dt><dd id="order-id">${shown.orderId}</dd>
          <dt>Parcel</dt><dd>${shown.trackingId}</dd>
          <dt>Placed</dt><dd>${new Date(shown.placedAt).toLocaleString('en')}</dd></dl></div>
      <aside class="panel" aria-label="Summary">
        <p class="sum"><span>Shipping</span><span class="amount">${money(shown.shipping)}</span></p>
        <p class="sum total"><span>Paid</span><span class="amount">${money(shown.total)}</span></p>
        <a class="button" href="/" data-link>Look around</a></aside></div>
      <section class="served"><h2>Who served what</h2>
        <p>${nodes.length === 1 ? 'One node took every step of this order.'
          : `${nodes.length} nodes took the steps of this order together.`}</p>
        <ul class="strip" id="served-strip">${Object.entries(shown.servedBy).map(([service, node]) => html`
          <li style="--node: ${colours[nodes.indexOf(node) % colours.length]}"><b>${service}</b><span>${node}</span></li>`)}
        </ul></section></div>`,
  };
}

export function failure(problem) {
  return problem.status === 404
    ? { title: 'Not found', body: html`<div class="page">${empty('desk-globe', 'Not on this globe', problem.message)}</div>` }
    : { title: 'Trouble', body: html`<div class="page"><div class="empty">
        <img src="/pictures/storm-lantern.svg" alt="" width="180" height="180">
        <h1>The lights are out</h1><p>${problem.message}</p><button id="retry">Try again</button></div></div>` };
}

function empty(picture, title, text) {
  return html`<div class="empty"><img src="/pictures/${picture}.svg" alt="" width="180" height="180">
    <h1>${title}</h1><p>${text}</p><a class="button" href="/" data-link>Look around</a></div>`;
}
