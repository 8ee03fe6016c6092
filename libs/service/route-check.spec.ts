import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Allow, Public } from './access';
import { createHttpApp } from './http-app';
import { readConfig } from './config';
import { Type } from 'class-transformer';
import { Allow as AllowWhatever, IsArray, IsObject, IsOptional, IsString, ValidateNested } from 'class-validator';
import { FreeText, Parts } from './fields';
import { routeFaults } from './route-check';

class Good {
  @FreeText(10)
  readonly text: string;
}
class BareObject {
  @IsObject()
  readonly any: object;
}
class BareList {
  @IsArray()
  readonly any: string[];
}
class NestedWithoutType {
  @ValidateNested()
  readonly inner: Good;
}
class NestedInBad {
  @ValidateNested()
  @Type(() => BareObject)
  readonly inner: BareObject;
}
class Whatever {
  @AllowWhatever()
  readonly any: unknown;
}
class OnlyOptional {
  @IsOptional()
  readonly any?: unknown;
}
class Nothing {
  readonly any: unknown;
}
class GoodNested {
  @IsString()
  readonly id: string;

  @Parts(() => Good, { max: 3 })
  readonly list: readonly Good[];
}

@Controller('crimes')
class Crimes {
  @Get()
  noPermission(): void {}
  @Public() @Post('1') partial(@Body() _: Partial<Good>): void {}
  @Public() @Post('2') list(@Body() _: Good[]): void {}
  @Public() @Post('3') object(@Body() _: object): void {}
  @Public() @Post('4') text(@Body() _: string): void {}
  @Public() @Post('5') picked(@Body('text') _: string): void {}
  @Public() @Post('6') bareObject(@Body() _: BareObject): void {}
  @Public() @Post('7') bareList(@Body() _: BareList): void {}
  @Public() @Post('8') nestedWithoutType(@Body() _: NestedWithoutType): void {}
  @Public() @Post('9') nestedInBad(@Body() _: NestedInBad): void {}
  @Public() @Post('10') whatever(@Body() _: Whatever): void {}
  @Public() @Post('11') onlyOptional(@Body() _: OnlyOptional): void {}
  @Public() @Post('12') nothing(@Body() _: Nothing): void {}
  @Public() @Get('13') query(@Query() _: Record<string, string>): void {}
  @Public() @Get('14') pickedQuery(@Query('unit') _: string): void {}
}

@Controller('virtues')
@Allow('steer')
class Virtues {
  @Post()
  nested(@Body() _: GoodNested): void {}
  @Public()
  @Get()
  query(@Query() _: Good): void {}
}

describe('what stops the boot', () => {
  const faults = routeFaults([Crimes]);
  const handlers = Object.getOwnPropertyNames(Crimes.prototype).filter((name) => name !== 'constructor');

  it.each(handlers)('is found in %s', (handler) => {
    expect(faults.filter((fault) => fault.includes(`(Crimes.${handler})`))).toHaveLength(1);
  });

  it('is not found where all is stated', () => {
    expect(routeFaults([Virtues])).toEqual([]);
  });

  it('stops it, with a sentence each', async () => {
    class Module {}
    const booting = createHttpApp(
      { module: Module, controllers: [Crimes], global: true, providers: PORTS, exports: PORTS },
      { config: readConfig({ STYRBORD_LOG: 'silent' }) },
    );
    await expect(booting).rejects.toMatchObject({ name: 'BootRefused', sentences: faults });
  });
});

const PORTS = ['DOCUMENTS', 'ORGANISATION', 'ACCESS_LOG'].map((name) => ({
  provide: (jest.requireActual<Record<string, symbol>>('./tokens')[name] ?? name) as symbol,
  useValue: {},
}));
