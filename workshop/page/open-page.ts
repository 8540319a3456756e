import { lastPlace, rememberPlace } from './address.ts';
import { Live } from './live.ts';
import { serve, type Serving } from './server.ts';

/**
 * Opens the page beside the editor, at the address of last time where that is free: then a page in a browser goes on.
 *
 * @returns where it is, and how to close it
 * @throws Error when no port can be had
 */
export async function openPage(): Promise<Serving> {
  const live = new Live();
  try {
    const serving = await serve(live, lastPlace());
    rememberPlace(serving);
    return {
      ...serving,
      close: () => {
        live.close();
        return serving.close();
      },
    };
  } catch (error) {
    live.close();
    throw error;
  }
}
