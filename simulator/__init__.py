"""A Telegram on your own machine: Bot API server, chat page, scripted people, faults."""

from simulator.clock import Clock, MovableClock, RealClock
from simulator.faults import Fault, Gate
from simulator.groups import Group
from simulator.journal import Call
from simulator.limits import Limits
from simulator.people import Actor, Person
from simulator.records import Chat, Message, Tap
from simulator.server import Simulator

__all__ = [
    "Actor",
    "Call",
    "Chat",
    "Clock",
    "Fault",
    "Gate",
    "Group",
    "Limits",
    "Message",
    "MovableClock",
    "Person",
    "RealClock",
    "Simulator",
    "Tap",
]
