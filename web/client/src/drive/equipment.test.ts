import { expect, test } from 'vitest';
import { equipmentOf, isStageable, type Means } from './equipment.ts';

const bare: Means = {
  hold: null,
  isAnswered: false,
  lost: null,
  hasStage: false,
  isSmall: false,
};

test('the window in our hand is the way, also while it seems lost: Back may restore it', () => {
  const held: Means = { ...bare, hold: 'window', isAnswered: true };
  expect(equipmentOf(held)).toEqual({ ways: ['window'], lost: null });
  const lost: Means = { ...bare, hold: 'window', lost: 'lost' };
  expect(equipmentOf(lost)).toEqual({ ways: ['window'], lost: 'lost' });
});

test('without a window the page itself may go, and without one that talks nothing does', () => {
  const answered: Means = { ...bare, isAnswered: true, lost: 'lost' };
  expect(equipmentOf(answered)).toEqual({ ways: ['page'], lost: null });
  expect(equipmentOf({ ...bare, lost: 'popup' })).toEqual({ ways: [], lost: 'popup' });
});

test('the stage comes last, but on a small screen: there another window is out of sight', () => {
  const means: Means = { ...bare, hasStage: true };
  expect(equipmentOf(means).ways).toEqual(['stage']);
  expect(equipmentOf({ ...means, hold: 'guided' }).ways).toEqual(['guided', 'stage']);
  expect(equipmentOf({ ...means, isAnswered: true }).ways).toEqual(['page', 'stage']);
  expect(equipmentOf({ ...means, hold: 'window', isSmall: true }).ways).toEqual(['stage']);
});

test('a page of our own origin is never framed, nor an open one in an encrypted one', () => {
  const ours = 'https://chat.example';
  expect(isStageable('https://shop.example/', ours)).toBe(true);
  expect(isStageable('https://chat.example/demo/', ours)).toBe(false);
  expect(isStageable('http://shop.example/', ours)).toBe(false);
  expect(isStageable('http://shop.example/', 'http://chat.example')).toBe(true);
  expect(isStageable('about:blank', ours)).toBe(false);
});
