#!/usr/bin/env python3
"""Checks an evidence pack by docs/PROOFS.md, steps 1 to 5, with Python's standard library alone.

verify_pack.py KEYFILE PACK...  ->  a line of JSON for each; exit 0 good, 1 tampered, 2 malformed, 3 unknown key
"""
import base64, hashlib, json, re, struct, sys, zlib

NAMES = ['manifest.json', 'checkpoint.txt', 'commits.proof.jsonl', 'commits.jsonl', 'events.proof.jsonl',
         'events.jsonl', 'scorecard.json', 'README.html']
EXIT = {'good': 0, 'tampered': 1, 'malformed': 2, 'unknown-key': 3}


class Found(Exception):
    pass


def need(holds, result, what):
    if not holds:
        raise Found(result, what)


sha = lambda data: hashlib.sha256(data).digest()
node = lambda left, right: sha(b'\x01' + left + right)

# Ed25519, RFC 8032 section 6
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
I = pow(2, (P - 1) // 4, P)


def add(a, b):
    (x1, y1, z1, t1), (x2, y2, z2, t2) = a, b
    A, B, C, Z = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P, 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    E, F, G, H = B - A, Z - C, Z + C, B + A
    return E * F % P, G * H % P, F * G % P, E * H % P


def times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point, scalar = add(point, point), scalar >> 1
    return total


def point_of(data):
    y, sign = int.from_bytes(data, 'little') & (2**255 - 1), data[31] >> 7
    if y >= P:
        return None
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P:
        x = x * I % P
    if (x * x - xx) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def signed(key, message, signature):
    A, R, s = point_of(key), point_of(signature[:32]), int.from_bytes(signature[32:], 'little')
    if len(signature) != 64 or not A or not R or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), 'little') % L
    y = 4 * pow(5, P - 2, P) % P
    base = point_of(y.to_bytes(32, 'little'))
    a, b = times(s, base), add(R, times(h, A))
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def unzipped(data):
    """The files, where the zip is exactly what it should be."""
    fail = lambda what: Found('malformed', what)
    if len(data) < 22 or data[-22:-18] != b'PK\x05\x06':
        raise fail('end')
    disk, start, here, count, size, offset, comment = struct.unpack('<HHHHIIH', data[-18:])
    if disk or start or here != count or count != len(NAMES) or comment or offset + size + 22 != len(data):
        raise fail('directory')
    files, at, place = {}, offset, 0
    for name in NAMES:
        if data[at:at + 4] != b'PK\x01\x02':
            raise fail(name)
        flags, method = struct.unpack('<HH', data[at + 8:at + 12])
        check, packed, full, length, extra, remark = struct.unpack('<IIIHHH', data[at + 16:at + 34])
        where = struct.unpack('<I', data[at + 42:at + 46])[0]
        own = data[at + 46:at + 46 + length]
        if own != name.encode() or extra or remark or flags & ~0x808 or method not in (0, 8) or where != place or full > 2**32 - 2:
            raise fail(name)
        local = data[place:place + 30 + length]
        if local[:4] != b'PK\x03\x04' or struct.unpack('<HH', local[26:30]) != (length, 0) or local[30:] != own or struct.unpack('<H', local[8:10])[0] != method:
            raise fail(name)
        begin = place + 30 + length
        body = data[begin:begin + packed]
        place = begin + packed
        if flags & 8:
            if data[place:place + 4] != b'PK\x07\x08':
                raise fail(name)
            place += 16
        try:
            if method == 8:
                reader = zlib.decompressobj(-15)
                body = reader.decompress(body, full + 1)
                if not reader.eof:
                    raise fail(name)
            if len(body) != full or zlib.crc32(body) != check:
                raise fail(name)
            files[name] = body.decode('utf-8')
        except (zlib.error, UnicodeDecodeError):
            raise fail(name)
        at += 46 + length
    if at != len(data) - 22 or place != offset:
        raise fail('gap')
    return files


def lines(text):
    if text and not text.endswith('\n'):
        raise Found('malformed', 'last line')
    return text.split('\n')[:-1]


def canonical(text):
    try:
        value = json.loads(text)
    except ValueError:
        raise Found('malformed', 'json')
    # Enough for what a manifest and a commit line hold: texts and whole numbers.
    need(json.dumps(value, sort_keys=True, separators=(',', ':'), ensure_ascii=False) == text, 'malformed', 'canonical')
    return value


NUMBER = r'(0|[1-9]\d{0,15})'


def parts(text):
    for line in lines(text):
        match = re.fullmatch(r'\[%s,%s,"([0-9a-f]{64})"\]' % (NUMBER, NUMBER), line)
        need(match, 'malformed', 'part')
        yield int(match[1]), int(match[2]), bytes.fromhex(match[3])


def root_of(leaves, cover, size):
    """The root of leaves (place, bytes) and the parts beside them, which must cover the tree exactly."""
    pieces = sorted([(at, 1, sha(b'\x00' + data)) for at, data in leaves] + list(cover), key=lambda piece: piece[0])
    stack, reached = [], 0
    for at, width, digest in pieces:
        need(at == reached and width > 0 and width & (width - 1) == 0 and at % width == 0, 'tampered', 'cover')
        reached += width
        while stack and stack[-1][1] == width and stack[-1][0] % (2 * width) == 0:
            at, _, left = stack.pop()
            width, digest = 2 * width, node(left, digest)
        stack.append((at, width, digest))
    need(reached == size, 'tampered', 'cover')
    root = stack.pop()[2] if stack else sha(b'')
    while stack:
        root = node(stack.pop()[2], root)
    return root


def checkpoint_of(note, keys):
    match = re.fullmatch(r'((\S+)\n%s\n(\S{44})\n(?:[^\n]+\n)*?commits %s (\S{44})\n(?:[^\n]+\n)*)\n((?:— \S+ \S+\n)+)' % (NUMBER, NUMBER), note)
    need(match, 'malformed', 'checkpoint')
    text, origin, size, root, count, commits, signatures = match.groups()
    known = False
    for line in lines(signatures):
        _, name, encoded = line.split(' ')
        try:
            data = base64.b64decode(encoded, validate=True)
        except ValueError:
            raise Found('malformed', 'signature')
        if (name, data[:4]) in keys:
            need(signed(keys[name, data[:4]], text.encode(), data[4:]), 'tampered', 'signature')
            known = True
    need(known, 'unknown-key', 'signature')
    return origin, int(size), base64.b64decode(root), int(count), base64.b64decode(commits)


def keys_of(text):
    keys = {}
    for line in filter(str.strip, text.split('\n')):
        name, key_id, encoded = line.strip().split('+', 2)
        data = base64.b64decode(encoded)
        assert data[0] == 1 and len(data) == 33 and sha(name.encode() + b'\n' + data)[:4].hex() == key_id
        keys[name, bytes.fromhex(key_id)] = data[1:]
    return keys


def check_scorecard(card, events):
    for perspective in card['perspectives']:
        for goal in perspective['goals']:
            for factor in goal['factors']:
                for row in factor['measures']:
                    for each in [row, *row['companions']]:
                        for cell in each['cells'].values():
                            check_outcome(cell['outcome'], events)


def check_outcome(outcome, events):
    for origin in (outcome or {}).get('origins', []):
        event = events.get((origin['no'], origin['index']))
        need(event is not None, 'tampered', 'origin')
        if outcome['derived'] or len(outcome['origins']) > 1:
            continue
        said = event['data']
        same = said.get('value') is not None and float(said['value']) == float(outcome['value'])
        share = said.get('numerator') is not None and (said['numerator'], said['denominator']) == (outcome['numerator'], outcome['denominator'])
        need(same or share, 'tampered', 'outcome')


def is_text(value):
    return type(value) is str and len(value) <= 500


def is_selection(value):
    if type(value) is not dict:
        return False
    unit, period, measures = (value.get(member, False) for member in ('unit', 'period', 'measures'))
    whole = all(type(value.get(member)) is int and value[member] >= 0 for member in ('from', 'to'))
    asked = period is None and measures is None if unit is None else is_text(unit) and is_text(period)
    return whole and asked and (measures is None or type(measures) is list and all(map(is_text, measures)))


def verify(data, keys):
    files = unzipped(data)
    manifest = canonical(files['manifest.json'])
    need(manifest.get('format') == 'styrbord-evidence/1', 'malformed', 'manifest')
    rendering = manifest.get('rendering', 1)
    need(type(rendering) is int and rendering > 0, 'malformed', 'rendering')
    need(all(is_text(manifest.get(member)) for member in ('ledger', 'origin')) and is_selection(manifest.get('selection')), 'malformed', 'manifest')
    origin, size, root, count, commit_root = checkpoint_of(files['checkpoint.txt'], keys)
    need(origin == manifest['origin'] and origin.endswith('/' + manifest['ledger']), 'tampered', 'origin')
    commits, before = {}, None
    for line in lines(files['commits.jsonl']):
        commit = canonical(line)
        need(before is None or (commit['no'] > before['no'] and commit['recordedAt'] > before['recordedAt'] and commit['first'] >= before['size']), 'tampered', 'order')
        commits[commit['no']] = before = commit
    placed = [(no - 1, line.encode()) for no, line in zip(commits, lines(files['commits.jsonl']))]
    need(root_of(placed, parts(files['commits.proof.jsonl']), count) == commit_root, 'tampered', 'commit root')
    to = manifest['selection']['to']
    need(to in commits, 'tampered', 'last commit')
    leaves, events = [], {}
    for line in lines(files['events.jsonl']):
        match = re.fullmatch(r'%s %s %s (.+)' % (NUMBER, NUMBER, NUMBER), line)
        need(match, 'malformed', 'event')
        leaf, no, index = (int(match[at]) for at in (1, 2, 3))
        commit = commits.get(no)
        need(commit and no <= to and leaf == commit['first'] + index and leaf < commit['size'], 'tampered', 'place')
        need(not leaves or leaf > leaves[-1][0], 'tampered', 'order')
        leaves.append((leaf, match[4].encode()))
        events[no, index] = json.loads(match[4])
    need(root_of(leaves, parts(files['events.proof.jsonl']), size) == root, 'tampered', 'event root')
    card = json.loads(files['scorecard.json'])
    if card:
        check_scorecard(card, events)
    return {'result': 'good', 'events': len(events), 'commits': len(commits)}


if __name__ == '__main__':
    keys, worst = keys_of(open(sys.argv[1]).read()), 0
    for pack in sys.argv[2:]:
        try:
            answer = verify(open(pack, 'rb').read(), keys)
        except Found as found:
            answer = {'result': found.args[0], 'place': found.args[1]}
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            answer = {'result': 'malformed', 'place': repr(error)}
        worst = max(worst, EXIT[answer['result']])
        print(json.dumps(answer))
    sys.exit(worst)
