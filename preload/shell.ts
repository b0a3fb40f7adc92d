import { contextBridge, ipcRenderer } from 'electron';
import type { IpcPush, ShellBridge } from '../main/contract/ipc.ts';
import { IPC_CALL_CHANNEL, IPC_PUSH_CHANNEL } from '../main/contract/ipc-channels.ts';

/** The main process passes this through `additionalArguments` when the database is locked. */
const LOCKED_ARGUMENT = '--lexline-view=locked';

const bridge: ShellBridge = {
  call: (call, input) => ipcRenderer.invoke(IPC_CALL_CHANNEL, call, input),
  onPush: (listener) => {
    // Only the push crosses: the event itself would hand the page a way to `ipcRenderer`.
    const forward = (_event: Electron.IpcRendererEvent, push: IpcPush) => listener(push);
    ipcRenderer.on(IPC_PUSH_CHANNEL, forward);
    return () => {
      ipcRenderer.removeListener(IPC_PUSH_CHANNEL, forward);
    };
  },
  view: process.argv.includes(LOCKED_ARGUMENT) ? 'locked' : 'app',
};

contextBridge.exposeInMainWorld('lexline', bridge);
