import { locale } from './locale';

/** An amount as the interface sends it: integer minor units, never a fraction. */
export interface Money {
  currency: string;
  minor: number;
  exponent: number;
}

/** The exact decimal of an amount, such as `-12.50`, by moving the point in its digits and nothing else. */
export function decimalOf({ minor, exponent }: Pick<Money, 'minor' | 'exponent'>): string {
  const negative = minor < 0;
  const digits = BigInt(minor)
    .toString()
    .replace('-', '')
    .padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = digits.slice(digits.length - exponent);
  return `${negative ? '-' : ''}${whole}${exponent > 0 ? `.${fraction}` : ''}`;
}

const formats = new Map<string, Intl.NumberFormat>();

/** The amount as the reader's locale writes it, with exactly the digits that the currency has at the platform. */
export function formatMoney(money: Money): string {
  const key = `${money.currency}/${money.exponent}/${locale()}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale(), {
      style: 'currency',
      currency: money.currency,
      minimumFractionDigits: money.exponent,
      maximumFractionDigits: money.exponent,
    });
    formats.set(key, format);
  }
  return format.format(decimalOf(money) as Intl.StringNumericLiteral);
}
