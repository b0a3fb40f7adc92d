import { expect, test } from '@playwright/test';
import { maximizedWindow } from '../../../main/app/maximized-window.ts';

class FakeWindow {
  isShown = false;
  isLarge = false;
  show(): void {
    this.isShown = true;
  }
  maximize(): void {
    this.isLarge = true;
    this.isShown = true;
  }
  isMaximized(): boolean {
    return this.isLarge;
  }
}

test('a window that was maximized is so again when it is first shown, also long after a hidden start', () => {
  const system = new FakeWindow();
  const window = maximizedWindow(system, true);
  expect(system).toMatchObject({ isShown: false, isLarge: false });
  window.show();
  expect(system).toMatchObject({ isShown: true, isLarge: true });
  // What a person makes of it afterwards stays.
  system.isLarge = false;
  window.show();
  expect(system.isLarge).toBe(false);
  expect(window.isMaximized()).toBe(false);
});

test('a window that was never shown is remembered as it was', () => {
  expect(maximizedWindow(new FakeWindow(), true).isMaximized()).toBe(true);
  expect(maximizedWindow(new FakeWindow(), false).isMaximized()).toBe(false);
  const small = new FakeWindow();
  maximizedWindow(small, false).show();
  expect(small).toMatchObject({ isShown: true, isLarge: false });
});
