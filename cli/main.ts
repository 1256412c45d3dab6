process.stderr.write('rolereach: in work\n');
