// An app that is a server of its own behind the recording proxy, with all its files in one folder.
import { type App, placesOf, placesUnder, searchPlaces } from './app.ts';
import { startRecordingProxy } from './recording-proxy.ts';
import { removeFolder, startServer } from './server.ts';

/** Starts it. Its record: every request, every message of a page, every file. Stopping removes the folder. */
export const startRecordedApp = async (folder: string, command: Parameters<typeof startServer>[1]): Promise<App> => {
  const server = await startServer(folder, command);
  const proxy = await startRecordingProxy(server.port);
  return {
    origin: `http://localhost:${proxy.port}`,
    requests: () => proxy.requests,
    traces: async (text) => searchPlaces([...placesOf(proxy.requests), ...placesUnder(folder)], text),
    stop: async () => {
      await proxy.close();
      await server.stop();
      removeFolder(folder);
    },
  };
};
