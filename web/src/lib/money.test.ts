import { describe, expect, it } from 'vitest';
import { decimalOf, formatMoney } from './money';

describe('money', () => {
  it.each([
    [0, 2, '0.00'],
    [5, 2, '0.05'],
    [-5, 2, '-0.05'],
    [109_75, 2, '109.75'],
    [-1_234_567_89, 2, '-1234567.89'],
    [1_500, 0, '1500'],
    [-1, 0, '-1'],
    [1_234, 3, '1.234'],
    [7, 4, '0.0007'],
    [9_007_199_254_740_991, 2, '90071992547409.91'],
  ])('moves the point of %d by %d digits', (minor, exponent, expected) => {
    expect(decimalOf({ minor, exponent })).toBe(expected);
  });

  it('shows exactly the digits that the amount has, whatever the browser thinks of the currency', () => {
    expect(formatMoney({ currency: 'JPY', minor: 1_500, exponent: 0 })).toMatch(/1,500$/);
    expect(formatMoney({ currency: 'USD', minor: 123_450, exponent: 2 })).toMatch(/\$1,234\.50$/);
    expect(formatMoney({ currency: 'IDR', minor: 12_345, exponent: 2 })).toMatch(/123\.45$/);
  });

  it('keeps every digit of an amount that a fraction could not hold', () => {
    expect(formatMoney({ currency: 'USD', minor: 9_007_199_254_740_991, exponent: 2 })).toMatch(
      /90,071,992,547,409\.91$/,
    );
  });

  it('writes what is owed with a minus', () => {
    expect(formatMoney({ currency: 'GBP', minor: -1_250, exponent: 2 })).toMatch(/^-£12\.50$/);
  });
});
