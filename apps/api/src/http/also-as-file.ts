import { Get, Query, Res, SerializeOptions } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { type ExportFormat, exportQueryOf } from '@tenken/shared/export.contract';
import type { z } from 'zod';
import { PERMISSION, RequirePermission } from './permission.js';
import type { DownloadReply } from './send-download.js';
import { type ListResponse, type Page, sendList } from './send-list.js';

/**
 * On the handler of a list, above its other decorators: `<its path>/export` answers with every row of the list's filters as
 * CSV or JSON, for who may read the list. The rows are what the handler itself answers, page by page. The file is called
 * `name`; the route's handler `export`, or `exportFloods` beside a handler `floods`.
 */
export function AlsoAsFile<Filters extends z.ZodObject>(
  name: string,
  query: Filters,
  response: ListResponse,
) {
  return (
    target: object,
    key: string,
    { value: list }: { value?: (query: z.output<Filters>) => Promise<Page<unknown>> },
  ): void => {
    const path: string | undefined = list && Reflect.getMetadata(PATH_METADATA, list);
    if (list === undefined || path === undefined)
      throw new Error(`AlsoAsFile must stand above @Get of ${key}`);
    const handler = exportNameOf(key);
    const descriptor = {
      value(this: object, query: object, reply: DownloadReply): Promise<void> {
        const { format, ...filters } = query as { format: ExportFormat };
        return sendList(reply, name, format, response, (page) =>
          list.call(this, { ...filters, ...page } as z.output<Filters>),
        );
      },
      configurable: true,
      writable: true,
    };
    Object.defineProperty(target, handler, descriptor);
    Reflect.defineMetadata('design:paramtypes', [Object, Object], target, handler);
    Query({ schema: exportQueryOf(query) })(target, handler, 0);
    Res()(target, handler, 1);
    Get(path === '/' ? 'export' : `${path}/export`)(target, handler, descriptor);
    // what the class says its answers are is not what a file is
    SerializeOptions({})(target, handler, descriptor);
    const permission = Reflect.getMetadata(PERMISSION, list);
    if (permission !== undefined) RequirePermission(permission)(target, handler, descriptor);
  };
}

function exportNameOf(key: string): string {
  return key === 'list' ? 'export' : `export${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}
