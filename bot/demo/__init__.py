"""The programme that the demo shows: fictional hosts in real towns, dated from today."""
