import { expect, test } from 'vitest';
import { equipmentOf } from './equipment.ts';

test('the window in our hand is the way, also while it seems lost: Back may restore it', () => {
  expect(equipmentOf('window', true)).toEqual({ ways: ['window'], lost: null });
  expect(equipmentOf('window', false, 'lost')).toEqual({ ways: ['window'], lost: 'lost' });
});

test('without a window the page itself may go, and without one that talks nothing does', () => {
  expect(equipmentOf(null, true, 'lost')).toEqual({ ways: ['page'], lost: null });
  expect(equipmentOf(null, false, 'popup')).toEqual({ ways: [], lost: 'popup' });
});
