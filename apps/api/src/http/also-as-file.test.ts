import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Query } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { pageOf } from '@tenken/shared/page.contract';
import { z } from 'zod';
import { AlsoAsFile } from './also-as-file.js';
import { PERMISSION, RequirePermission } from './permission.js';

const FloodsQuery = z.strictObject({ limit: z.number().optional(), cursor: z.string().optional() });
const FloodsResponse = pageOf(z.object({ id: z.string() }));

describe('AlsoAsFile', () => {
  it('adds a route beside that of the list, for the same callers', () => {
    @Controller('api')
    class FloodController {
      @AlsoAsFile('floods', FloodsQuery, FloodsResponse)
      @Get('floods')
      @RequirePermission('admin')
      async floods(@Query({ schema: FloodsQuery }) _: z.output<typeof FloodsQuery>) {
        return { items: [{ id: '1' }], nextCursor: null };
      }

      @AlsoAsFile('everything', FloodsQuery, FloodsResponse)
      @Get()
      async list(@Query({ schema: FloodsQuery }) _: z.output<typeof FloodsQuery>) {
        return { items: [{ id: '1' }], nextCursor: null };
      }
    }
    const handlers = FloodController.prototype as unknown as Record<string, object>;
    expect(Reflect.getMetadata(PATH_METADATA, handlers.exportFloods!)).toBe('floods/export');
    expect(Reflect.getMetadata(PERMISSION, handlers.exportFloods!)).toBe('admin');
    expect(Reflect.getMetadata(PATH_METADATA, handlers.export!)).toBe('export');
  });

  it('says so where it stands below @Get, and knows no path', () => {
    const declare = () => {
      class Misplaced {
        @Get('floods')
        @AlsoAsFile('floods', FloodsQuery, FloodsResponse)
        async list(_: z.output<typeof FloodsQuery>) {
          return { items: [], nextCursor: null };
        }
      }
      return Misplaced;
    };
    expect(declare).toThrow('AlsoAsFile must stand above @Get of list');
  });
});
