import { Injectable, RequestMethod, type Type } from '@nestjs/common';
import {
  HTTP_CODE_METADATA,
  METHOD_METADATA,
  PATH_METADATA,
  ROUTE_ARGS_METADATA,
  SSE_METADATA,
} from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { z } from 'zod';
import { ALSO_AS_CSV } from '../../http/also-as-csv.js';
import { PERMISSION, type Permission } from '../../http/permission.js';

/** Key under which `@SerializeOptions` keeps its schema (not exported by Nest). */
const SERIALIZER_OPTIONS = 'class_serializer:options';

export interface Route {
  /** `GET` */
  method: string;
  /** `/api/v1/teams/:id` */
  path: string;
  /** `TeamController` */
  controller: string;
  /** `list` */
  handler: string;
  /** undefined when none was declared: the guard closes such a route */
  permission: Permission | undefined;
  status: number;
  isEventStream: boolean;
  /** takes `?format=csv` beside its query */
  isAlsoCsv: boolean;
  body: z.ZodType | undefined;
  query: z.ZodType | undefined;
  params: Map<string, z.ZodType | undefined>;
  response: z.ZodType | undefined;
}

interface Argument {
  data?: string;
  schema?: z.ZodType;
}

/** The routes that controllers declare, with their permission and schemas, read from the decorators' metadata. */
@Injectable()
export class RouteTableService {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** Every route, in the order of paths. */
  routes(): Route[] {
    return this.discovery
      .getControllers()
      .flatMap(({ metatype }) => (metatype ? this.routesOf(metatype as Type) : []))
      .sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
  }

  private routesOf(controller: Type): Route[] {
    const prefixes = paths(Reflect.getMetadata(PATH_METADATA, controller));
    return this.scanner.getAllMethodNames(controller.prototype).flatMap((name) => {
      const handler = controller.prototype[name] as () => unknown;
      const method: RequestMethod | undefined = Reflect.getMetadata(METHOD_METADATA, handler);
      if (method === undefined) return [];
      const suffixes = paths(Reflect.getMetadata(PATH_METADATA, handler));
      return prefixes.flatMap((prefix) =>
        suffixes.map((suffix) => this.routeOf(controller, name, handler, method, join(prefix, suffix))),
      );
    });
  }

  private routeOf(
    controller: Type,
    name: string,
    handler: () => unknown,
    method: RequestMethod,
    path: string,
  ): Route {
    const args = Object.entries(
      (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<string, Argument>,
    );
    const ofType = (type: RouteParamtypes) =>
      args.filter(([key]) => key.startsWith(`${type}:`)).map(([, argument]) => argument);
    const targets: [() => unknown, Type] = [handler, controller];
    const serializer = this.reflector.getAllAndOverride<{ schema?: z.ZodType }>(SERIALIZER_OPTIONS, targets);
    return {
      method: RequestMethod[method],
      path,
      controller: controller.name,
      handler: name,
      permission: this.reflector.getAllAndOverride<Permission | undefined>(PERMISSION, targets),
      status: Reflect.getMetadata(HTTP_CODE_METADATA, handler) ?? (method === RequestMethod.POST ? 201 : 200),
      isAlsoCsv: this.reflector.getAllAndOverride<boolean>(ALSO_AS_CSV, targets) === true,
      isEventStream: Reflect.getMetadata(SSE_METADATA, handler) === true,
      body: ofType(RouteParamtypes.BODY).find((argument) => argument.schema)?.schema,
      query: ofType(RouteParamtypes.QUERY).find((argument) => argument.schema)?.schema,
      params: new Map(ofType(RouteParamtypes.PARAM).map(({ data, schema }) => [data ?? '', schema])),
      response: serializer?.schema,
    };
  }
}

function paths(metadata: string | string[] | undefined): string[] {
  return Array.isArray(metadata) ? metadata : [metadata ?? ''];
}

function join(...parts: string[]): string {
  return `/${parts
    .map((part) => part.replace(/^\/+|\/+$/g, ''))
    .filter((part) => part !== '')
    .join('/')}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
