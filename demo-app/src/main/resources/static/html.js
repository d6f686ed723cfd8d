// Text becomes markup only through this tag: every value is escaped, unless it is markup already.

class Markup {
  constructor(text) {
    this.text = text;
  }
}

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function html(parts, ...values) {
  return new Markup(parts.reduce((text, part, i) => text + show(values[i - 1]) + part));
}

export function render(element, markup) {
  element.innerHTML = markup.text;
}

function show(value) {
  if (value instanceof Markup) {
    return value.text;
  }
  if (Array.isArray(value)) {
    return value.map(show).join('');
  }
  if (value === undefined || value === null || value === false) {
    return '';
  }
  return String(value).replace(/[&<>"']/g, (char) => ESCAPES[char]);
}

export function money({ amount, currency }) {
  return new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: decimals[currency], maximumFractionDigits: decimals[currency] }).format(amount)
    + (isPlain(currency) ? '' : ' ' + currency);
}

// Filled from the rates, so that both sides agree on the decimals of every currency.
export const decimals = {};

// Many currencies share a sign with another one: say which it is, except for the best known.
const isPlain = (currency) => ['EUR', 'USD', 'GBP', 'JPY'].includes(currency);
