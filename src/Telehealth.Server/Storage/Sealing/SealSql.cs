namespace Telehealth.Server.Storage.Sealing;

/// <summary>Statements that are the same on both engines.</summary>
internal static class SealSql
{
    public const string Origin = "INSERT INTO log_origins (number, origin, first_leaf, started_at) VALUES (@number, @origin, @first_leaf, @started_at)";

    public const string Key = "INSERT INTO log_keys (origin, vkey, since_size, added_at) VALUES (@origin, @vkey, @since_size, @added_at)";

    public const string Checkpoint = "INSERT INTO log_checkpoints (origin, size, root, note, signed_at) VALUES (@origin, @size, @root, @note, @signed_at)";

    public const string Tile = "INSERT INTO log_tiles (origin_number, level, tile_index, hashes) VALUES (@origin_number, @level, @tile_index, @hashes)";
}
