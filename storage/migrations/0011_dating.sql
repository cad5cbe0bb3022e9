-- Job dating: meetings booked together, as a chain.

CREATE TABLE chain (
    id {identity},
    chat_id BIGINT NOT NULL,
    intent TEXT NOT NULL UNIQUE, -- the key of the Confirm button: one intent, one chain
    created TEXT NOT NULL
);
CREATE INDEX chain_by_person ON chain (chat_id);

CREATE TABLE chain_link (
    booking_id BIGINT PRIMARY KEY REFERENCES booking (id),
    chain_id BIGINT NOT NULL REFERENCES chain (id) ON DELETE CASCADE
);
CREATE INDEX chain_link_of_chain ON chain_link (chain_id);
